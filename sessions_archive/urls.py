"""What the archive answers besides its pages: data for all, and what stands beside the sessions in each language."""

from django.urls import path

from sessions_archive import calendars, comparison_views, data_views

data = [
    path("figures.csv", data_views.figures_csv, name="figures_csv"),
    path("figures.json", data_views.figures_json, name="figures_json"),
    path("datapackage.json", data_views.data_package, name="data_package"),
]
beside_sessions = [
    path("compare/", comparison_views.compare, name="compare_sessions"),
    path("compare/figures.csv", comparison_views.compare_csv, name="compare_sessions_csv"),
    path("sessions.ics", calendars.sessions_calendar, name="sessions_calendar"),
]
