package com.acme.field.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes two topics, sends records, and prints what it reads. */
public final class SendAndRead {
    private static final int RECORDS = 300;
    private static final List<String> TOPICS = List.of("orders", "payments");

    /** On a busy machine a broker takes long to be ready. */
    private static final int PATIENCE_MILLIS = 300_000;

    private SendAndRead() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Object> server = Map.of(
                "bootstrap.servers",
                arguments[0],
                "default.api.timeout.ms",
                PATIENCE_MILLIS,
                "max.block.ms",
                PATIENCE_MILLIS,
                "delivery.timeout.ms",
                PATIENCE_MILLIS);
        makeTopics(server);
        send(server);
        read(arguments[0]);
    }

    /** Until the server is there. */
    private static void makeTopics(Map<String, Object> server) throws Exception {
        try (Admin admin = Admin.create(server)) {
            for (String topic : TOPICS) {
                admin.createTopics(List.of(new NewTopic(topic, Optional.of(3), Optional.empty()))).all().get();
            }
        }
    }

    private static void send(Map<String, Object> server) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(server, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(TOPICS.get(i % 2), "key" + i, "value" + i));
                if (i % 50 == 0) {
                    producer.flush();
                }
            }
        }
    }

    private static void read(String server) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", server, "group.id", "field", "auto.offset.reset", "earliest",
                        "default.api.timeout.ms", PATIENCE_MILLIS);
        Map<String, String> found = new TreeMap<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(TOPICS);
            while (found.size() < RECORDS) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    found.put(record.topic() + " " + record.key(), record.value());
                }
            }
            consumer.commitSync();
        }
        System.out.println("read " + found.size() + " " + found.hashCode());
    }
}
