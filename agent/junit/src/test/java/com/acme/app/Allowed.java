package com.acme.app;

import com.acme.legacy.Old;

/** May call what is deprecated, by the policy. */
final class Allowed {
    private Allowed() {}

    static int shim() {
        return Old.create();
    }
}
