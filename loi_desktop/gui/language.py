"""The language of Qt's own words, numbers and dates."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_NAME = "qt-own-texts"
_LOCALES = {"de": "de_DE", "en": "en_GB"}


def apply(language: str) -> None:
    """Let Qt speak `language` (*de* or *en*) from now on."""
    application = QCoreApplication.instance()
    if application is None:
        return
    locale = QLocale(_LOCALES[language])
    QLocale.setDefault(locale)
    old = application.findChild(QTranslator, _NAME)
    if old is not None:
        application.removeTranslator(old)
        old.setParent(None)
        old.deleteLater()
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(locale, "qtbase", "_", folder):
        application.installTranslator(translator)
