"""Where Django finds the routes."""

{% if accounts %}
from django.contrib import admin
{% endif %}
from django.urls import path

{% if mfa %}
from {{ package_name }}.admin_code import LoginWithCodeForm
{% elif accounts %}
from {{ package_name }}.admin_login import LoginForm
{% endif %}
from {{ package_name }}.routes import ROUTERS
from {{ package_name }}.web.api import make_api

{% if mfa %}
admin.site.login_form = LoginWithCodeForm
admin.site.login_template = "login_with_code.html"

{% elif accounts %}
admin.site.login_form = LoginForm

{% endif %}
api = make_api(ROUTERS)
{% if accounts %}
urlpatterns = [
    path("admin/", admin.site.urls),
    path("", api.urls),
]
{% else %}
urlpatterns = [path("", api.urls)]
{% endif %}

handler400 = "{{ package_name }}.web.problems.bad_request"
handler403 = "{{ package_name }}.web.problems.forbidden"
handler404 = "{{ package_name }}.web.problems.not_found"
handler500 = "{{ package_name }}.web.problems.internal_error"
