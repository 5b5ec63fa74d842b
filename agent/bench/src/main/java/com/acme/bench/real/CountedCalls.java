package com.acme.bench.real;

import java.util.concurrent.atomic.LongAdder;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.aspectj.lang.annotation.Pointcut;

/** The peer for real programs: counts the calls that a file of AspectJ's says, at their sites. */
@Aspect
public abstract class CountedCalls {
    private static final LongAdder[] SITES = sites();

    private static LongAdder[] sites() {
        LongAdder[] sites = new LongAdder[8192];
        for (int i = 0; i < sites.length; i++) {
            sites[i] = new LongAdder();
        }
        return sites;
    }

    @Pointcut
    protected abstract void counted();

    @Before("counted()")
    public void count(JoinPoint.StaticPart site) {
        SITES[site.getId() & (SITES.length - 1)].increment();
    }
}
