package com.acme.unwatched;

import org.junit.jupiter.api.Test;

class UnwatchedTest {
    @Test
    void runsWithoutTheAgent() {}
}
