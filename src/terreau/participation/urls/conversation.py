"""Addresses of conversations."""

from django.urls import path

from terreau.participation.feeds import conversation as feeds
from terreau.participation.views import conversation

urlpatterns = [
    path("conversations/messages/<int:pk>/", conversation.message, name="message"),
    path("conversations/messages/<int:pk>/versions/", conversation.wordings, name="wordings"),
    path("conversations/messages/<int:pk>/modifier/", conversation.mend, name="mend"),
    path("conversations/messages/<int:pk>/retirer/", conversation.withdraw, name="withdraw-comment"),
    path("conversations/<slug:slug>/<str:key>/", conversation.conversation, name="conversation"),
    path("conversations/<slug:slug>/<str:key>/flux.atom", feeds.atom, name="conversation-atom"),
    path("conversations/<slug:slug>/<str:key>/clore/", conversation.close, name="close-conversation"),
]
