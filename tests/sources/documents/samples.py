"""Exports of news databases in all their layouts, of articles that were never written about places that are none."""

from __future__ import annotations

FIRST = (
    "LARA - Trucks with flour reached the valley on Monday, officials said, after the river had cut the road.",
    "The governor thanked the drivers. “They came by night,” she said.",
)
SECOND = ("Subject: the bridge at Tarn.", "It is open again, and nobody knows who paid for it.")

NEXIS = f"""User Name: reader
Date and Time: Tuesday, August 6, 2024 3:15:00 PM CEST
Job Number: 230000000
Documents (2)
1. Flour reaches the valley
Client/Matter: -None-
Search Terms: flood
Search Type: Terms and Connectors
Flour reaches the valley
The Valley Post (Lara)
August 5, 2024 Monday
Final Edition
Copyright 2024 Valley Post Ltd. All Rights Reserved

Section: NEWS; Pg. 4
Length:\xa0512 words
Byline: Ada Lind
Dateline: LARA
Body


{FIRST[0]}
{FIRST[1]}

Graphic

A truck.
Load-Date: August 6, 2024


End of Document
Bridge opens
Tarn Weekly
Sunday, 4 August 2024
Copyright 2024 Tarn Weekly
Length: 80 words
Body

{SECOND[0]}

{SECOND[1]}
Classification


Language: ENGLISH
Load-Date: August 4, 2024
End of Document
""".split("\n")

ACADEMIC = f"""
                               1 of 250 DOCUMENTS

                             The Valley Post (Lara)

                             August 5, 2024 Monday
                                 Final Edition

Flour reaches the valley after the river had cut the only road to it for more
than a week

BYLINE: Ada Lind, Staff Writer, and a second
reporter

SECTION: NEWS; Pg. 4

LENGTH: 512 words

DATELINE: LARA

LARA - Trucks with flour reached the valley on Monday, officials said,
after the river had cut the road.

{FIRST[1]}

LOAD-DATE: August 6, 2024

LANGUAGE: ENGLISH

                     Copyright 2024 Valley Post Ltd.
                              All Rights Reserved


                               2 of 250 DOCUMENTS

                                  Tarn Weekly

                                 August 4, 2024

Bridge opens

LENGTH: 80 words

{SECOND[0]}

{SECOND[1]}

LOAD-DATE: August 4, 2024
""".split("\n")

FACTIVA = f"""News
Flour reaches the valley after the flood
By Ada Lind
512 words
5 August 2024
08:15
The Valley Post
VALPO
4
English
© 2024 Valley Post Ltd. All Rights reserved.

{FIRST[0]}

{FIRST[1]}

Document VALPO00020240805ek85000ax

Bridge opens at Tarn
80 words
4 August 2024
Tarn Weekly
TARNW
English
(c) 2024 Tarn Weekly

{SECOND[0]}

{SECOND[1]}

Document TARNW00020240804ek840012x

Search Summary
Text	flood and bridge
Page 3 of 3 © 2024 Factiva, Inc. All rights reserved.
""".split("\n")

CODED = f"""SE  News
HD  Flour reaches the valley
BY  By Ada Lind
WC  512 words
PD  5 August 2024
ET  08:15
SN  The Valley Post
SC  VALPO
LA  English
CY  Copyright 2024
LP
{FIRST[0]}

TD
{FIRST[1]}

CO  valley : Valley Council
NS  gflood : Floods
AN  Document VALPO00020240805ek85000ax

HD
Bridge opens
WC	80 words
PD	4 August 2024
SN	Tarn Weekly
LP	{SECOND[0]}
TD
{SECOND[1]}
AN	Document TARNW00020240804ek840012x
""".split("\n")

RULE = "_" * 60
PROQUEST = f"""{RULE}
Document 1 of 2

Flour reaches the valley
Author: Lind, Ada
Publication info: The Valley Post ; Lara [Lara]. 05 Aug 2024: 4.
ProQuest document link
Abstract: Trucks came.
Full text: {FIRST[0]}

{FIRST[1]}
Subject: Floods
Location: Lara
Title: Flour reaches the valley
Publication title: The Valley Post; Lara
First page: 4
Publication date: Aug 5, 2024
Section: News
Publisher: Valley Media
ProQuest document ID: 1000000001
Database: ProQuest Central
{RULE}
Document 2 of 2

Full text: {SECOND[0]}

{SECOND[1]}
Title: Bridge opens
Publication title: Tarn Weekly
Publication date: 2024-08-04
ProQuest document ID: 1000000002
{RULE}
Contact us at: nowhere
Database copyright © 2024 ProQuest LLC
""".split("\n")

ALL = {"nexis": NEXIS, "academic": ACADEMIC, "factiva": FACTIVA, "coded": CODED, "proquest": PROQUEST}
