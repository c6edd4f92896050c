"""The archive's own addresses in the admin."""

from django.urls import path

from sessions_archive import figure_import_views, next_session, report_views, source_in_place

staff = [
    path("figures/read/", source_in_place.read_typed_figure, name="read_figure"),
    path("sources/add-in-place/", source_in_place.add_source, name="add_source_in_place"),
    path("reports/figures/", report_views.FiguresReport.as_view(), name="figures_report"),
    path(
        "reports/figures/results/", report_views.FiguresReport.as_view(results_only=True), name="figures_report_results"
    ),
    path("reports/totals/", report_views.totals_report, name="totals_report"),
    path("figures/import/", figure_import_views.import_figures, name="import_figures"),
    path("sessions/next/", next_session.begin_next_session, name="begin_next_session"),
]
