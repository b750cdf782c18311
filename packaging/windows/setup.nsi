; Set-up of LoI-Desktop.  Given from outside: VERSION, FOUR (four numbers), NUMBER, OUT, files.nsh (the generated
; list of what is installed and removed), ICON, BANNER, SIZE_KB, COMPRESSOR, optional DICTIONARY and SIGN.
; Switches: /S silent, /AllUsers or /CurrentUser, /DESKTOP (icon on the desktop), /D=FOLDER (last).
; Exit status: 0 done, 1 cancelled, 2 not everything could be written, 3 rights are missing,
; 4 the program is still open, 5 a newer version is there, 6 IT has distributed the MSI.
Unicode true
SetCompressor ${COMPRESSOR}
!ifdef DICTIONARY
  SetCompressorDictSize ${DICTIONARY}   ; MB; the two programs share most of what is in them
!endif
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include nsDialogs.nsh
!include WordFunc.nsh
!include WinMessages.nsh
!include x64.nsh
!include files.nsh

!define APP "LoI-Desktop"
!define KEY "Software\LoI-Desktop"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\LoI-Desktop"
!define CLASSES "Software\Classes"
!define ADMINISTRATORS "S-1-5-32-544"

Name "${APP}"
OutFile "${OUT}"
RequestExecutionLevel highest
ManifestDPIAware true
ManifestSupportedOS Win10
ManifestLongPathAware true
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "${APP} ${VERSION}"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"'
!endif

VIProductVersion "${FOUR}"
VIFileVersion "${FOUR}"
!macro Details LANGUAGE DESCRIPTION
  VIAddVersionKey /LANG=${LANGUAGE} ProductName "${APP}"
  VIAddVersionKey /LANG=${LANGUAGE} CompanyName "${APP}"
  VIAddVersionKey /LANG=${LANGUAGE} FileDescription "${DESCRIPTION}"
  VIAddVersionKey /LANG=${LANGUAGE} FileVersion "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} ProductVersion "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} LegalCopyright "${COPYRIGHT}"
!macroend
!insertmacro Details 1031 "${APP} – Einrichtung"
!insertmacro Details 1033 "${APP} – Setup"

Var machine       ; 1: for all people of this computer, 0: for this person
Var onDesktop       ; 1: an icon on the desktop
Var choseMachine
Var choseUser
Var wantDesktop

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "${BANNER}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${BANNER}"
!define MUI_WELCOMEPAGE_TEXT "$(welcome)"
!insertmacro MUI_PAGE_WELCOME
Page custom askWhom tookWhom
!define MUI_PAGE_CUSTOMFUNCTION_PRE skipFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\LoI-Desktop.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_UNPAGE_FINISH
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "English"

LangString welcome ${LANG_GERMAN} "LoI-Desktop schreibt Interessensbekundungen auf dem Briefkopf Ihrer Kommune. Es arbeitet ohne Internet.$\r$\n$\r$\nIst es geöffnet, wird sein Fenster geschlossen; was Sie geschrieben haben, ist gespeichert.$\r$\n$\r$\nKlicken Sie auf Weiter, um fortzufahren."
LangString welcome ${LANG_ENGLISH} "LoI-Desktop writes letters of intent on your municipality's own letterhead. It works without the internet.$\r$\n$\r$\nIf it is open, its window will be closed; what you have written is saved.$\r$\n$\r$\nClick Next to go on."
LangString whomTitle ${LANG_GERMAN} "Für wen?"
LangString whomTitle ${LANG_ENGLISH} "For whom?"
LangString whomText ${LANG_GERMAN} "Wer soll LoI-Desktop auf diesem Computer benutzen können?"
LangString whomText ${LANG_ENGLISH} "Who shall be able to use LoI-Desktop on this computer?"
LangString whomAll ${LANG_GERMAN} "&Alle, die sich an diesem Computer anmelden"
LangString whomAll ${LANG_ENGLISH} "&Everybody who signs in on this computer"
LangString whomMe ${LANG_GERMAN} "&Nur ich"
LangString whomMe ${LANG_ENGLISH} "&Only I"
LangString whomNoRights ${LANG_GERMAN} "Für alle einrichten kann nur die Administration. Hier wird LoI-Desktop nur für Sie eingerichtet."
LangString whomNoRights ${LANG_ENGLISH} "Only an administrator can set it up for everybody. Here LoI-Desktop is set up for you alone."
LangString whomDesktop ${LANG_GERMAN} "&Symbol auf dem Desktop"
LangString whomDesktop ${LANG_ENGLISH} "&Icon on the desktop"
LangString noRights ${LANG_GERMAN} "Für alle einrichten kann nur die Administration. Es wurde nichts geändert."
LangString noRights ${LANG_ENGLISH} "Only an administrator can set it up for everybody. Nothing has been changed."
LangString not64 ${LANG_GERMAN} "LoI-Desktop braucht ein 64-Bit-Windows ab Windows 10 (1809). Es wurde nichts geändert."
LangString not64 ${LANG_ENGLISH} "LoI-Desktop needs a 64-bit Windows from Windows 10 (1809) on. Nothing has been changed."
LangString full ${LANG_GERMAN} "Auf dem Laufwerk ist nicht genug Platz. Es wurde nichts geändert."
LangString full ${LANG_ENGLISH} "There is not enough space on the drive. Nothing has been changed."
LangString incomplete ${LANG_GERMAN} "Nicht alles konnte geschrieben werden; was schon geschrieben war, ist wieder entfernt. Bitte prüfen Sie Rechte und freien Platz."
LangString incomplete ${LANG_ENGLISH} "Not everything could be written; what was written is removed again. Please check rights and free space."
LangString newer ${LANG_GERMAN} "Auf diesem Computer ist schon eine neuere Version eingerichtet:"
LangString newer ${LANG_ENGLISH} "A newer version is already installed on this computer:"
LangString newerKept ${LANG_GERMAN} "Sie bleibt, wie sie ist."
LangString newerKept ${LANG_ENGLISH} "It stays as it is."
LangString byMsi ${LANG_GERMAN} "LoI-Desktop wurde auf diesem Computer von Ihrer IT verteilt (MSI) und wird auch von ihr aktualisiert. Es wurde nichts geändert."
LangString byMsi ${LANG_ENGLISH} "Your IT department has distributed LoI-Desktop on this computer (MSI), and updates it too. Nothing has been changed."
LangString open ${LANG_GERMAN} "LoI-Desktop ist noch geöffnet. Was Sie geschrieben haben, ist gespeichert. Bitte schließen Sie das Fenster, dann geht es weiter."
LangString open ${LANG_ENGLISH} "LoI-Desktop is still open. What you have written is saved. Please close its window to go on."
LangString kept ${LANG_GERMAN} "Ihre Schreiben, Briefköpfe und Einstellungen bleiben erhalten: in „$R3“, oder wo Sie oder Ihre IT sie hingelegt haben. Gelöscht werden sie nur, wenn Sie den Ordner selbst löschen."
LangString kept ${LANG_ENGLISH} "Your letters, letterheads and settings are kept: in “$R3”, or where you or your IT have put them. They are deleted only if you delete the folder yourself."
LangString letterType ${LANG_GERMAN} "LoI-Desktop-Schreiben"
LangString letterType ${LANG_ENGLISH} "LoI-Desktop letter"
LangString callType ${LANG_GERMAN} "LoI-Desktop-Förderaufruf"
LangString callType ${LANG_ENGLISH} "LoI-Desktop call package"

; --- leaving with a sentence, or silently with a status alone
!macro Leave STATUS TEXT
  SetErrorLevel ${STATUS}
  MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT}" /SD IDOK
  Quit
!macroend

!macro Mode UN
  ${If} $machine == 1
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
!macroend

; --- close what runs out of $INSTDIR: a window is asked to close and saves what was typed
!macro Closing UN
Function ${UN}isOpen   ; pushes 1 while a program in $INSTDIR is running
  StrCpy $0 0
  ${If} ${FileExists} "$INSTDIR\LoI-Desktop.exe"
    ClearErrors
    FileOpen $1 "$INSTDIR\LoI-Desktop.exe" a
    ${If} ${Errors}
      StrCpy $0 1
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\loi.exe"
    ClearErrors
    FileOpen $1 "$INSTDIR\loi.exe" a
    ${If} ${Errors}
      StrCpy $0 1
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
  ClearErrors
  Push $0
FunctionEnd

Function ${UN}closeProgram
  again:
  StrCpy $2 0
  ${Do}
    Call ${UN}isOpen
    Pop $0
    ${If} $0 == 0
      Return
    ${EndIf}
    ${If} $2 == 0   ; without /F: its window gets the same message as by Alt+F4
      nsExec::Exec '"$SYSDIR\taskkill.exe" /IM LoI-Desktop.exe'
      Pop $0
    ${EndIf}
    Sleep 500
    IntOp $2 $2 + 1
  ${LoopUntil} $2 > 30
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(open)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 4
  Quit
FunctionEnd
!macroend
!insertmacro Closing ""
!insertmacro Closing "un."

Function .onInit
  ${IfNot} ${RunningX64}
    !insertmacro Leave 3 "$(not64)"
  ${EndIf}
  SetRegView 64
  ${GetParameters} $R0
  UserInfo::GetAccountType
  Pop $R1
  StrCpy $machine 0
  ${If} $R1 == "Admin"
    StrCpy $machine 1
    ReadRegStr $0 HKLM "${KEY}" InstallDir
    ReadRegStr $1 HKCU "${KEY}" InstallDir
    ${If} $0 == ""
    ${AndIf} $1 != ""
      StrCpy $machine 0   ; an update stays where the program is
    ${EndIf}
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/CurrentUser" $0
  ${IfNot} ${Errors}
    StrCpy $machine 0
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/AllUsers" $0
  ${IfNot} ${Errors}
    ${If} $R1 != "Admin"
      !insertmacro Leave 3 "$(noRights)"
    ${EndIf}
    StrCpy $machine 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/DESKTOP" $0
  StrCpy $onDesktop 0
  ${IfNot} ${Errors}
    StrCpy $onDesktop 1
  ${EndIf}
  ClearErrors
  StrCpy $R2 $INSTDIR   ; what /D= said
  ${If} $machine == 1
    ReadRegStr $0 HKLM "${KEY}" Installer
    ${If} $0 == "msi"
      !insertmacro Leave 6 "$(byMsi)"
    ${EndIf}
  ${EndIf}
  Call forWhom
  ReadRegStr $0 SHCTX "${KEY}" InstallDir
  ${If} $0 == ""   ; an update stays where the program is
  ${AndIf} $R2 != ""
    StrCpy $INSTDIR $R2
  ${EndIf}
FunctionEnd

Function skipFolder
  ReadRegStr $0 SHCTX "${KEY}" InstallDir
  ${If} $0 != ""
    Abort
  ${EndIf}
FunctionEnd

Function forWhom   ; folder and version that belong to the choice
  !insertmacro Mode ""
  ReadRegStr $0 SHCTX "${KEY}" InstallDir
  ReadRegStr $1 SHCTX "${KEY}" Version
  ${If} $1 != ""
    ${VersionCompare} "$1" "${VERSION}" $2
    ${If} $2 == 1
      !insertmacro Leave 5 "$(newer) $1$\r$\n$(newerKept)"
    ${EndIf}
  ${EndIf}
  ${If} $0 != ""
    StrCpy $INSTDIR $0
  ${ElseIf} $machine == 1
    StrCpy $INSTDIR "$PROGRAMFILES64\${APP}"
  ${Else}
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${APP}"
  ${EndIf}
FunctionEnd

!macro FileType SUFFIX ID NAME ICON_INDEX
  WriteRegStr SHCTX "${CLASSES}\${ID}" "" "${NAME}"
  WriteRegStr SHCTX "${CLASSES}\${ID}\DefaultIcon" "" "$INSTDIR\LoI-Desktop.exe,${ICON_INDEX}"
  WriteRegStr SHCTX "${CLASSES}\${ID}\shell\open\command" "" '"$INSTDIR\LoI-Desktop.exe" "%1"'
  WriteRegStr SHCTX "${CLASSES}\${SUFFIX}" "" "${ID}"
  WriteRegStr SHCTX "${CLASSES}\${SUFFIX}\OpenWithProgids" "${ID}" ""
!macroend

!macro NoFileType SUFFIX ID   ; a type that somebody else has taken over stays his
  ReadRegStr $0 SHCTX "${CLASSES}\${SUFFIX}" ""
  ${If} $0 == "${ID}"
    DeleteRegValue SHCTX "${CLASSES}\${SUFFIX}" ""
  ${EndIf}
  DeleteRegValue SHCTX "${CLASSES}\${SUFFIX}\OpenWithProgids" "${ID}"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\${SUFFIX}\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\${SUFFIX}"
  DeleteRegKey SHCTX "${CLASSES}\${ID}"
!macroend

!macro TellShell   ; SHCNE_ASSOCCHANGED
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function askWhom
  !insertmacro MUI_HEADER_TEXT "$(whomTitle)" ""
  nsDialogs::Create 1018
  Pop $0
  UserInfo::GetAccountType
  Pop $1
  ${NSD_CreateLabel} 0 0 100% 20u "$(whomText)"
  Pop $0
  ${NSD_CreateRadioButton} 10u 24u 95% 12u "$(whomAll)"
  Pop $choseMachine
  ${NSD_CreateRadioButton} 10u 40u 95% 12u "$(whomMe)"
  Pop $choseUser
  ${If} $1 != "Admin"
    EnableWindow $choseMachine 0
    ${NSD_CreateLabel} 10u 58u 95% 24u "$(whomNoRights)"
    Pop $0
  ${EndIf}
  ${If} $machine == 1
    ${NSD_Check} $choseMachine
  ${Else}
    ${NSD_Check} $choseUser
  ${EndIf}
  ${NSD_CreateCheckbox} 0 92u 100% 12u "$(whomDesktop)"
  Pop $wantDesktop
  ${If} $onDesktop == 1
    ${NSD_Check} $wantDesktop
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function tookWhom
  ${NSD_GetState} $choseMachine $machine
  ${NSD_GetState} $wantDesktop $onDesktop
  Call forWhom
FunctionEnd

Section
  !insertmacro Mode ""
  Call closeProgram
  ${GetRoot} "$INSTDIR" $0
  ClearErrors
  ${DriveSpace} "$0\" "/D=F /S=K" $1
  ${IfNot} ${Errors}
  ${AndIf} $1 < ${SIZE_KB}
    !insertmacro Leave 2 "$(full)"
  ${EndIf}
  ; an older version goes first: it knows what it has brought
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ${If} ${FileExists} "$DESKTOP\${APP}.lnk"
      StrCpy $onDesktop 1
    ${EndIf}
    ReadRegStr $0 SHCTX "${KEY}" InstallDir
    ${If} $0 == $INSTDIR
      ${If} $machine == 1
        ExecWait '"$INSTDIR\uninstall.exe" /S /AllUsers _?=$INSTDIR' $0
      ${Else}
        ExecWait '"$INSTDIR\uninstall.exe" /S /CurrentUser _?=$INSTDIR' $0
      ${EndIf}
    ${EndIf}
  ${EndIf}
  ClearErrors
  SetOverwrite try
  !insertmacro InstallFiles
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    Call takeBack
    !insertmacro Leave 2 "$(incomplete)"
  ${EndIf}

  WriteRegStr SHCTX "${KEY}" InstallDir "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" Version "${VERSION}"
  WriteRegStr SHCTX "${KEY}" Number "${NUMBER}"   ; the same for the MSI, which cannot compare versions
  WriteRegStr SHCTX "${KEY}" Installer "setup"
  ${If} ${Errors}
    Call takeBack
    !insertmacro Leave 3 "$(noRights)"
  ${EndIf}
  WriteRegStr SHCTX "${UNINSTALL}" DisplayName "${APP}"
  WriteRegStr SHCTX "${UNINSTALL}" DisplayVersion "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" Publisher "${APP}"
  WriteRegStr SHCTX "${UNINSTALL}" DisplayIcon "$INSTDIR\LoI-Desktop.exe,0"
  WriteRegStr SHCTX "${UNINSTALL}" InstallLocation "$INSTDIR"
  ${If} $machine == 1
    StrCpy $0 "/AllUsers"
  ${Else}
    StrCpy $0 "/CurrentUser"
  ${EndIf}
  WriteRegStr SHCTX "${UNINSTALL}" UninstallString '"$INSTDIR\uninstall.exe" $0'
  WriteRegStr SHCTX "${UNINSTALL}" QuietUninstallString '"$INSTDIR\uninstall.exe" $0 /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" NoModify 1
  WriteRegDWORD SHCTX "${UNINSTALL}" NoRepair 1
  WriteRegDWORD SHCTX "${UNINSTALL}" EstimatedSize ${SIZE_KB}

  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\LoI-Desktop.exe"
  ${If} $onDesktop == 1
    CreateShortcut "$DESKTOP\${APP}.lnk" "$INSTDIR\LoI-Desktop.exe"
  ${EndIf}

  !insertmacro FileType ".loi" "LoI-Desktop.Schreiben" "$(letterType)" 1
  !insertmacro FileType ".loi-aufruf" "LoI-Desktop.Aufruf" "$(callType)" 2
  !insertmacro TellShell
  ${If} $machine == 1
    Call presetFolder
  ${EndIf}
SectionEnd

; The machine-wide presets count only where nobody but administrators can write them.
Function presetFolder
  ReadEnvStr $0 ProgramData
  ${If} $0 != ""
    CreateDirectory "$0\${APP}"
    StrCpy $1 '"$SYSDIR\icacls.exe" "$0\${APP}"'
    nsExec::Exec '$1 /setowner *${ADMINISTRATORS}'
    Pop $2
    nsExec::Exec '$1 /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *${ADMINISTRATORS}:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
    Pop $2
    ClearErrors
  ${EndIf}
FunctionEnd

Function .onInstFailed   ; a file could not be written to its end
  Call takeBack
FunctionEnd

Function takeBack   ; what could not be finished does not stay in halves
  SetOutPath "$TEMP"   ; the folder in which one stands cannot be removed
  !insertmacro RemoveFiles
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
FunctionEnd

Function un.onInit
  SetRegView 64
  ${GetParameters} $R0
  ReadRegStr $0 HKLM "${KEY}" InstallDir
  StrCpy $machine 0
  ${If} $0 == $INSTDIR
    StrCpy $machine 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/CurrentUser" $0
  ${IfNot} ${Errors}
    StrCpy $machine 0
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/AllUsers" $0
  ${IfNot} ${Errors}
    StrCpy $machine 1
  ${EndIf}
  UserInfo::GetAccountType
  Pop $R1
  ${If} $machine == 1
  ${AndIf} $R1 != "Admin"
    !insertmacro Leave 3 "$(noRights)"
  ${EndIf}
  !insertmacro Mode "un."
FunctionEnd

Function un.register
  Delete "$SMPROGRAMS\${APP}.lnk"
  Delete "$DESKTOP\${APP}.lnk"
  !insertmacro NoFileType ".loi" "LoI-Desktop.Schreiben"
  !insertmacro NoFileType ".loi-aufruf" "LoI-Desktop.Aufruf"
  !insertmacro TellShell
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegValue SHCTX "${KEY}" InstallDir
  DeleteRegValue SHCTX "${KEY}" Version
  DeleteRegValue SHCTX "${KEY}" Number
  DeleteRegValue SHCTX "${KEY}" Installer
  DeleteRegKey /ifempty SHCTX "${KEY}"
  ${If} $machine == 1
    ReadEnvStr $0 ProgramData
    RMDir "$0\${APP}"   ; stays if IT has put presets there
  ${EndIf}
FunctionEnd

Section Uninstall
  !insertmacro Mode "un."
  Call un.closeProgram
  !insertmacro RemoveFiles
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"   ; stays if somebody else's files lie in it
  ReadRegStr $0 SHCTX "${KEY}" InstallDir
  ${If} $0 == $INSTDIR   ; else another set-up or the MSI has taken over what is registered
    Call un.register
  ${EndIf}
  ${IfNot} ${Silent}
    SetShellVarContext current
    StrCpy $R3 "$LOCALAPPDATA\${APP}"
    MessageBox MB_OK|MB_ICONINFORMATION "$(kept)"
  ${EndIf}
SectionEnd

