"""What news researchers hold on their disks: PDF, DOCX and RTF, and in these the exports of news databases.

To read the export of one more database, write a splitter and add it to the table in `exports`.
"""
