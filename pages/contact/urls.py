"""Below ``/en/contact/``: what the form talks to. The page with the form is a page of the tree."""

from django.urls import path

from pages.contact import views

urlpatterns = [
    path("send/", views.send, name="contact_send"),
    path("sent/", views.sent, name="contact_sent"),
    path("report/", views.report, name="report_error"),
]
