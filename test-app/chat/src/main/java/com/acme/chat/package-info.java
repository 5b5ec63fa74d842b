/**
 * The chat service: {@link com.acme.chat.ChatServer} starts it, {@link com.acme.chat.ChatDriver} is a client of it.
 */
@NullMarked
package com.acme.chat;

import org.jspecify.annotations.NullMarked;
