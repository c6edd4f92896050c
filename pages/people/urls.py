"""Where an invitation leads: before sign-in, below the admin's path."""

from django.urls import path

from pages.sign_in.urls import screen

urlpatterns = [path("welcome/<str:token>/", screen("pages.people.accepting.accept"), name="accept_invitation")]
