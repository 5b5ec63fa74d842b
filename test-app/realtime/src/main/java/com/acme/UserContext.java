package com.acme;

/**
 * On whose behalf something is done.
 *
 * @param id the user's name, unique in the service
 */
public record UserContext(String id) {}
