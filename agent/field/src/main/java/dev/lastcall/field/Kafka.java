package dev.lastcall.field;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Kafka broker that is its own controller; a client without agent makes topics, sends, and reads it all back. */
final class Kafka implements Program {
    private static final String CLUSTER = "bGFzdGNhbGwtZmllbGQtMQ";

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<String> libraries() {
        return List.of("org.apache.kafka:kafka_2.13:" + Libraries.version("kafka"));
    }

    @Override
    public List<String> deprecated() {
        return List.of(
                "kafka.server.KafkaApis#<init>(**)",
                "org.apache.kafka.storage.internals.log.UnifiedLog#<init>(**)",
                "org.apache.kafka.common.message.CreateTopicsRequestData#<init>(**)",
                "org.apache.kafka.common.requests.ProduceRequest#<init>(**)",
                "org.apache.kafka.common.metrics.Sensor#add(**)");
    }

    @Override
    public Ended run(Run run) throws Exception {
        Place place = run.place();
        int port = Running.freePort();
        String properties = run.write("server.properties", properties(run.folder(), port, Running.freePort()))
                .toString();
        String classPath = Place.classPath(place.jars());
        Run silent = new Run(place, run.folder().resolve("client"), Beside.NONE, List.of("-XX:+UseSerialGC"));
        run.write("client/README", "the folder of the tools that run without agent");
        try (Running format = silent.java(List.of(
                "-cp",
                classPath,
                "kafka.tools.StorageTool",
                "format",
                "-t",
                CLUSTER,
                "-c",
                properties,
                "--standalone"))) {
            format.ended(0);
        }
        try (Running server = run.java(List.of("-cp", classPath, "kafka.Kafka", properties))) {
            server.awaitPort(port);
            List<Path> client = new ArrayList<>(place.jars());
            client.add(place.compile(place.sources("kafka"), place.jars()));
            try (Running driver = silent.java(
                    List.of("-cp", Place.classPath(client), "com.acme.field.kafka.SendAndRead", "127.0.0.1:" + port))) {
                Ended answered = driver.ended(0);
                return server.stop(Map.of())
                        .writing(answered.output().stream()
                                .filter(line -> line.startsWith("read"))
                                .toList());
            }
        }
    }

    private static String properties(Path folder, int port, int controller) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.bootstrap.servers=127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=2
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                """.formatted(port, controller, folder.resolve("data"));
    }

    /** Requests depend on how fast it is. */
    @Override
    public boolean isRepeatable() {
        return false;
    }
}
