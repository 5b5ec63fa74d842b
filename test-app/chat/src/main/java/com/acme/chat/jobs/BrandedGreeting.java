package com.acme.chat.jobs;

import com.acme.UserContext;
import com.acme.partner.BrandedFactory;
import com.acme.truth.Member;
import com.acme.truth.Truth;

/** Calls an inherited member through a subclass of what is deprecated. */
@SuppressWarnings("deprecation")
final class BrandedGreeting implements Job {
    @Override
    public String run(UserContext user) {
        BrandedFactory factory = BrandedFactory.of("acme");
        Truth.call(BrandedGreeting.class, Member.CREATE);
        return Jobs.outcome(factory.create(user).send("{\"type\": \"hello\"}"));
    }
}
