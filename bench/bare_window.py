"""The peer of our window: a bare one with an empty QtPdf view in it."""

CODE = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
application.setStyle("Fusion")
window = QMainWindow()
view, document = QPdfView(window), QPdfDocument(window)
view.setDocument(document)
window.setCentralWidget(view)
window.resize(1280, 800)
window.show()
"""
LEAVE = """
QTimer.singleShot(0, lambda: os._exit(0))
application.exec()
"""
STAY = """
application.exec()
"""
