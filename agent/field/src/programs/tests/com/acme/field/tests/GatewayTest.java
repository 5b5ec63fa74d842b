package com.acme.field.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import java.lang.reflect.Method;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GatewayTest {
    /** 10 calls of a real one. */
    @Test
    @Order(1)
    void real() {
        sendTen(new OldGateway(), "sent x");
    }

    /** 1 call to stub, 10 of the stub. */
    @Test
    @Order(2)
    void stubbed() {
        OldGateway gateway = mock(OldGateway.class);
        when(gateway.send(anyString())).thenReturn("stubbed");
        sendTen(gateway, "stubbed");
    }

    /** 10 calls that nobody announced, of a real one, after those whose body was skipped. */
    @Test
    @Order(3)
    void reflectedAfterAStub() throws ReflectiveOperationException {
        Method send = OldGateway.class.getMethod("send", String.class);
        for (int i = 0; i < 10; i++) {
            assertEquals("sent y", send.invoke(new OldGateway(), "y"));
        }
    }

    /** 9 calls of a spy, which go through to the body. */
    @Test
    @Order(4)
    void spied() {
        OldGateway gateway = spy(new OldGateway());
        for (int i = 0; i < 9; i++) {
            assertEquals("sent z", gateway.send("z"));
        }
    }

    /** 10 of a real one whose class Mockito has changed. */
    @Test
    @Order(5)
    void realAgain() {
        sendTen(new OldGateway(), "sent x");
    }

    /** And 10 more. */
    @Test
    @Order(6)
    void realLast() {
        sendTen(new OldGateway(), "sent x");
    }

    private static void sendTen(OldGateway gateway, String expected) {
        for (int i = 0; i < 10; i++) {
            assertEquals(expected, gateway.send("x"));
        }
    }
}
