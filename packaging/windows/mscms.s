# Only for Wine, never shipped: Wine 10's own mscms.dll ends the process in WcsCreateIccProfile.
# Qt's window plugin asks for the screen's colour profile; "there is none" is a lawful answer.
    .intel_syntax noprefix
    .text
    .globl DllMainCRTStartup, CloseColorProfile
DllMainCRTStartup:
CloseColorProfile:
    mov eax, 1
    ret

    .globl GetColorProfileFromHandle       # (profile, buffer, size) -> false, no bytes
GetColorProfileFromHandle:
    test r8, r8
    jz nothing
    mov dword ptr [r8], 0
    jmp nothing

    .globl OpenColorProfileW, WcsCreateIccProfile
OpenColorProfileW:
WcsCreateIccProfile:
nothing:
    xor eax, eax
    ret
