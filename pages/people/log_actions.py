"""What is noted in Wagtail's log about people, besides what Wagtail and the audit log note."""

SENT_AGAIN = "people.invitation_sent_again"
WITHDRAWN = "people.invitation_withdrawn"
ACCEPTED = "people.invitation_accepted"
HANDED_OVER = "people.handed_over"
