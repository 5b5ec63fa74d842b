package ways.rows;

import org.mockito.MockMakers;
import org.mockito.MockSettings;
import org.mockito.Mockito;
import ways.run.Receiver;
import ways.run.Row;
import ways.run.Skips;
import ways.run.Truth;
import ways.run.Way;

/** Another agent ends a call before the deprecated body runs: that must not hide the next call. */
public final class OtherAgents {
    private OtherAgents() {}

    /** For other rows the class path has Mockito's plainer way of making mocks as the default. */
    private static MockSettings inline() {
        return Mockito.withSettings().mockMaker(MockMakers.INLINE);
    }

    @Way(
            value = "body that an agent behind skips",
            blindSpot = "ways.rows.OtherAgents$Skipped$Old",
            flags = {"agent-here", "-javaagent:{skip}=skip:ways/rows/OtherAgents$Skipped$Old"})
    static final class Skipped extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            for (int i = 0; i < 2; i++) {
                old.make(); // <- here
                Skips.next();
            }
            old.make(); // <- here
        }
    }

    @Way(
            value = "static body that an agent behind skips",
            blindSpot = "ways.rows.OtherAgents$SkippedStatic$Old",
            flags = {"agent-here", "-javaagent:{skip}=skip:ways/rows/OtherAgents$SkippedStatic$Old"})
    static final class SkippedStatic extends Row {
        static class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            for (int i = 0; i < 2; i++) {
                Old.make(); // <- here
                Skips.next();
            }
            Old.make(); // <- here
        }
    }

    @Way(
            value = "body in place of which an agent behind throws",
            throwing = NullPointerException.class,
            blindSpot = "ways.rows.OtherAgents$Thrown$Old",
            flags = {"agent-here", "-javaagent:{skip}=throw:ways/rows/OtherAgents$Thrown$Old"})
    static final class Thrown extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            old.make(); // <- here
            Skips.next();
            old.make(); // <- here
        }
    }

    @Way(
            value = "body that an agent in front skips",
            flags = {"-javaagent:{skip}=skip:ways/rows/OtherAgents$SkippedBefore$Old", "agent-here"})
    static final class SkippedBefore extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            old.make(); // <- here
            Skips.next();
            old.make(); // <- here
        }
    }

    @Way(
            value = "body that Byteman returns from",
            blindSpot = "ways.rows.OtherAgents$BytemanReturn$Old",
            flags = {"agent-here", "-javaagent:{byteman}=script:{classes}/byteman/skip.btm", "{agents}"})
    static final class BytemanReturn extends Row {
        public static class Old {
            public void make() {
                Truth.ran();
            }
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            old.make(); // <- here
            Skips.next();
            old.make(); // <- here
        }
    }

    @Way(
            value = "stub of Mockito's inline mock maker",
            lists = "Old#make()",
            blindSpot = "ways.rows.OtherAgents$MockitoStub$Old",
            flags = {"agent-here", "-javaagent:{mockito}", "{agents}"})
    static final class MockitoStub extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        private static Old stub;
        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            for (int i = 0; i < 2; i++) {
                old.make(); // <- here
            }
            if (stub == null) {
                stub = Mockito.mock(Old.class, inline());
            }
            Truth.ran(); // the call of the stub
            stub.make(); // <- here
        }
    }

    @Way(
            value = "spy of Mockito's inline mock maker, whose body runs in the call",
            lists = "Old#make()",
            blindSpot = "ways.rows.OtherAgents$MockitoSpy$Old",
            flags = {"agent-here", "-javaagent:{mockito}", "{agents}"})
    static final class MockitoSpy extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        private static Old spy;
        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            old.make(); // <- here
            if (spy == null) {
                spy = Mockito.mock(Old.class, inline().spiedInstance(old).defaultAnswer(Mockito.CALLS_REAL_METHODS));
            }
            spy.make(); // <- here
        }
    }

    @Way(
            value = "override in a user's class that Mockito stubs",
            lists = "Old#make()",
            flags = {"agent-here", "-javaagent:{mockito}", "{agents}"})
    static final class MockitoOverride extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        static class Sub extends Old {
            @Override
            void make() {
                Truth.ran();
            }
        }

        private static Old stub;
        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            for (int i = 0; i < 2; i++) {
                old.make(); // <- here
            }
            if (stub == null) {
                stub = Mockito.mock(Sub.class, inline());
            }
            Truth.ran(); // the call of the stub
            stub.make(); // <- here
        }
    }
}
