from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's app of accounts, with views that keep to the rights of whoever uses them."""

    user_viewset = "pages.people.managing.UserViewSet"
