package com.acme.bench.web;

import jakarta.annotation.PostConstruct;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Calls the deprecated factory, when it is made and at each request. */
@RestController
public class GreetingController {
    /** Calls at start. */
    static final int CALLS = 1_000;

    private String greeting = "";

    @PostConstruct
    void prepare() {
        for (int i = 0; i < CALLS; i++) {
            greeting = LegacyFactory.create("user " + i);
        }
    }

    @GetMapping("/")
    String greet() {
        return greeting;
    }
}
