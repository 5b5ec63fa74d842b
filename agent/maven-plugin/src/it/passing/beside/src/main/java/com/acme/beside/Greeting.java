package com.acme.beside;

import com.acme.legacy.Old;

public class Greeting {
    public String greet(Old old) {
        return old.name() + Old.create();
    }
}
