package com.acme.bench.calls;

import java.util.concurrent.atomic.LongAdder;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;

/** The peer: counts calls at their sites, woven by AspectJ at load time. */
@Aspect
public final class AspectJCount {
    private static final LongAdder[] SITES = sites();

    private static LongAdder[] sites() {
        LongAdder[] sites = new LongAdder[64];
        for (int i = 0; i < sites.length; i++) {
            sites[i] = new LongAdder();
        }
        return sites;
    }

    @Before("call(* com.acme.bench.calls.ListedFactory.*(..)) || call(* com.acme.bench.web.LegacyFactory.*(..))")
    public void count(JoinPoint.StaticPart site) {
        SITES[site.getId()].increment();
    }
}
