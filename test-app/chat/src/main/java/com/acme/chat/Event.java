package com.acme.chat;

import com.acme.UserContext;

/**
 * What a client is told.
 *
 * @param type what happened
 * @param user to whom
 * @param request in which request; empty if in none
 * @param number in that request, from 1
 */
record Event(String type, UserContext user, String request, int number) {
    String asJson() {
        return "{\"type\": " + Json.quote(type) + ", \"user\": " + Json.quote(user.id()) + ", \"request\": "
                + Json.quote(request) + ", \"number\": " + number + "}";
    }
}
