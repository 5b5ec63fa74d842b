package com.acme.field.app;

import com.acme.field.old.OldGreeting;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "greet", description = "Greets.", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    @Option(names = "--times", description = "How often.")
    private int times;

    @Parameters(description = "Whom.")
    private String name;

    public static void main(String[] arguments) {
        CommandLine.usage(new Main(), System.out);
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() {
        for (int i = 0; i < times / 2; i++) {
            System.out.println(OldGreeting.of(name, i));
        }
        IntStream.range(times / 2, times)
                .mapToObj(number -> OldGreeting.of(name, number))
                .forEach(System.out::println);
        return 0;
    }
}
