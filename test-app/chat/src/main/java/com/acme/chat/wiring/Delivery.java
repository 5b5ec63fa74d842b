package com.acme.chat.wiring;

import com.acme.UserContext;
import com.acme.ws.WebSocketManager;

/** Gets the managers that hold the users' sockets. Thread-safe. */
public sealed interface Delivery permits LegacyDelivery, DualDelivery, CanonicalDelivery {
    /** The manager that is to hold a new socket of that user. */
    WebSocketManager forConnection(UserContext user);

    /** The manager through which an agent tells the user how it goes on. */
    WebSocketManager forAgent(UserContext user);

    /** The manager through which a tool of the agent tells the user what it does. */
    WebSocketManager forTool(UserContext user);
}
