package com.acme.chat.jobs;

import com.acme.UserContext;

/** Something done for a user. */
@FunctionalInterface
public interface Job {
    /**
     * Does it.
     *
     * @return what was done, for people
     */
    String run(UserContext user) throws Exception;
}
