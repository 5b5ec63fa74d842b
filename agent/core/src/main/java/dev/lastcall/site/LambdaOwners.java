package dev.lastcall.site;

import org.jspecify.annotations.Nullable;

/** Knows the methods in which the lambdas of loaded classes were written. */
public interface LambdaOwners {
    /**
     * The method in which the lambda was written whose body that method is.
     *
     * @return null if the body belongs to no method that is known
     */
    @Nullable
    EnclosingMethod ownerOf(Class<?> type, String method, String descriptor);
}
