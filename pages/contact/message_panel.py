"""How staff read a message: as text, with who wrote it and what was mailed."""

from wagtail.admin.panels import Panel


class MessagePanel(Panel):
    """Shows, and lets nobody change, what a visitor wrote."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "contact_admin/message.html"
