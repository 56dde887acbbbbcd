"""What a line of a dump is by itself: captions, credits, promotions, date lines, prose."""

from __future__ import annotations

import pytest

from wirebook.pages.lines import kind_of_line

CAPTIONS = [
    "The mayor of Orva opens the new bridge over the Selm, May 6, 2031. Selm Wire/Ann Lee",
    "The mayor of Orva opens the new bridge over the Selm. Ann Lee/Selm Wire via Pool/File Photo",
    "Boats lie on the dry bed of the lake. Bo EK / AFP",
    "Boats lie on the dry bed of the lake of Orva (EPA)",
    "Boats on the dry bed of the lake of Orva, Sunday, May 4, 2031. (AP Photo/Bo Ek) - Copyright AP Photo",
    "Boats on the dry bed of the lake of Orva. AP Photo/Bo Ek, File",
    "The lake had fallen by two metres. AP",
    "Boats on the dry bed of the lake. — Picture by Bo Ek",
    "A boat on the dry bed of the lakeCredit: Selm Wire",
    "Credit: Reuters/Bo Ek",
    "FILE - The mayor of Orva signs the treaty on the lake.",
    "Pictured from left are the mayors of Orva, Selm and Arka.",
    "Mayor Ann Lee, second left, and Governor Bo Ek, right, take part in the opening of the bridge.",
    "Ann Lee, mayor of Orva (left), greets the governor at the bridge.",
    "Photos: The flood of Orva Villagers walk to the bridge. Hide Caption 4 of 30",
    "Villagers wade through water near Orva on May 6, 2031.",
    "Ann Lee reads to her son in Orva, May 6, 2031.",
    "A general view of the bridge of Orva is seen in this picture of May 6, 2031.",
]
BODY = [
    "The bridge was opened in Orva on May 6, 2031, and closed a year later.",
    "The fine was set by the Environmental Protection Agency (EPA).",
    "The minister welcomed the plan of the Palestinian Authority (PA).",
    "The governor, who left Orva on Monday, will meet the mayor in Selm on May 6, 2031.",
    "The river has fallen to three metres, officials said. (AP)",
    "Governor Bo Ek (R) said that the law on the bridge was sound.",
    "The town will rebuild the bridge by the end of the year. -0-",
    "The left, right and centre of the council voted for the bridge.",
    "She reported from the roof of the town hall that the water was still rising.",
    "Farmers contributed to this year's rise in the price of flour.",
    "The mayor joined our delegation in Selm on Monday, he said.",
    "“Support our harbour,” the mayor told the crowd in Orva.",
    "He called the bridge “a gift to the valley”",
]
CREDITS = [
    "(By Ann Lee; additional reporting by Selm Wire staff)",
    "By Ann Lee in Orva; editing by Bo Ek",
    "Reporting by Ann Lee, additional reporting by Bo Ek, writing by Ina Roe",
    "Ann Lee, Bo Ek and Ina Roe contributed to this report.",
    "Ann Lee and Bo Ek contributed reporting.",
    "Ann Lee reported from Orva, and Bo Ek from Selm.",
    "This article has been adapted from its original source.",
    "(Additional reporting by " + ", ".join(f"Ann{number} Lee" for number in range(25)) + "; Editing by Bo Ek)",
]
FURNITURE = [
    "Join our channel for updates as they happen!",
    "Follow our channel for alerts as the news breaks!",
    "Get the news of the day delivered to your inbox.",
    "This advertisement has not loaded yet, but your article continues below.",
    "Story continues below advertisement",
    "By signing up you agree to receive the newsletter of the Selm Times.",
    "We want to hear what you think about this article.",
    "Are you in the valley? Please share your videos and pictures.",
    "PHOTOS: The Flood of Orva From the Air.",
    "Watch | The mayor opens the bridge",
    "— Ann Lee (@annlee) May 6, 2031",
    "ATTENTION - UPDATES with the words of the mayor ///",
    "&UR; By ANN LEE &QC;",
    "Please refer to the attached file.",
]
DATE_LINES = [
    "2 minute readMay 6, 20312:26 PM GMT+2Last Updated 9 min ago",
    "By Selm Desk, in News, Valley, Business · 6 May 2031, 20:02 · 0 Comments",
    "By Ann Lee May 6 at 12:22 PM Follow @annlee",
    "By Ann Lee Follow",
]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        *(("caption", line) for line in CAPTIONS),
        *(("prose", line) for line in BODY),
        *(("credit", line) for line in CREDITS),
        *(("furniture", line) for line in FURNITURE),
        *(("meta", line) for line in DATE_LINES),
    ],
)
def test_a_line_is_told_by_its_looks(kind, line):
    assert kind_of_line(line)[0] == kind


@pytest.mark.parametrize(
    "line",
    [
        "Valley Debates Valley Witness No Comment Notes From The Valley Soul Of The South A Day In The Life Of Orva "
        "Women Beyond The Border Tales From The River Ask The Mayor The Kitchen Of The Week",
        "Mayor of Orva: the bridge is ‘a gift to the valley’",
        "COULD THE BRIDGE HAVE FALLEN?",
    ],
)
def test_menus_headlines_and_crossheads_are_no_prose(line):
    assert kind_of_line(line)[0] == "short"
