package com.acme.beside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.acme.legacy.Old;
import org.junit.jupiter.api.Test;

class GreetingTest {
    @Test
    void aMockIsCalled() {
        Old mock = mock(Old.class);
        when(mock.name()).thenReturn("mocked ");
        assertEquals("mocked old", new Greeting().greet(mock));
    }
}
