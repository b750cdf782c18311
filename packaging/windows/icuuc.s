# Only for Wine, never shipped: stands for Windows' own icuuc.dll (part of it since 10 1703),
# which Wine lacks.  Qt from 6.10 on imports these converters for character sets that it does not
# know itself.  Here none can be opened; UTF-8/16/32, Latin-1 and the system's are Qt's own.
    .intel_syntax noprefix
    .text
    .globl DllMainCRTStartup
DllMainCRTStartup:
    mov eax, 1
    ret

    .globl ucnv_open                       # (name, error) -> nothing, "file cannot be read"
ucnv_open:
    test rdx, rdx
    jz nothing
    mov dword ptr [rdx], 4
    jmp nothing

    .globl ucnv_close, ucnv_reset, ucnv_getMaxCharSize, ucnv_getName, ucnv_getToUCallBack
    .globl ucnv_getFromUCallBack, ucnv_setToUCallBack, ucnv_setFromUCallBack, ucnv_cbToUWriteUChars
    .globl ucnv_cbFromUWriteUChars, ucnv_toUnicode, ucnv_fromUnicode, ucnv_toUCountPending
    .globl ucnv_fromUCountPending, ucnv_getStandardName, ucnv_getAvailableName, ucnv_countAvailable
    .globl UCNV_FROM_U_CALLBACK_SUBSTITUTE, UCNV_TO_U_CALLBACK_SUBSTITUTE
ucnv_close:                                # without a converter none of these is ever called
ucnv_reset:
ucnv_getMaxCharSize:
ucnv_getName:
ucnv_getToUCallBack:
ucnv_getFromUCallBack:
ucnv_setToUCallBack:
ucnv_setFromUCallBack:
ucnv_cbToUWriteUChars:
ucnv_cbFromUWriteUChars:
ucnv_toUnicode:
ucnv_fromUnicode:
ucnv_toUCountPending:
ucnv_fromUCountPending:
ucnv_getStandardName:
ucnv_getAvailableName:
ucnv_countAvailable:
UCNV_FROM_U_CALLBACK_SUBSTITUTE:
UCNV_TO_U_CALLBACK_SUBSTITUTE:
nothing:
    xor eax, eax
    ret
