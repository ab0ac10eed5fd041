"""Where Django finds the routes."""

{% if accounts %}
from django.contrib import admin
from django.urls import path

from {{ package_name }}.routes import ROUTERS
from {{ package_name }}.web.api import make_api

api = make_api(ROUTERS)
urlpatterns = [
    path("admin/", admin.site.urls),
    path("", api.urls),
]
{% else %}
from django.urls import path

from {{ package_name }}.routes import ROUTERS
from {{ package_name }}.web.api import make_api

api = make_api(ROUTERS)
urlpatterns = [path("", api.urls)]
{% endif %}

handler400 = "{{ package_name }}.web.problems.bad_request"
handler403 = "{{ package_name }}.web.problems.forbidden"
handler404 = "{{ package_name }}.web.problems.not_found"
handler500 = "{{ package_name }}.web.problems.internal_error"
