package dev.lastcall.report;

import static dev.lastcall.evidence.SampleLedgers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lastcall.evidence.SampleLedgers;
import dev.lastcall.verdict.Report;
import dev.lastcall.verdict.ReportFold;
import dev.lastcall.verdict.ReportStories;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema that the jar has fits what is written, and names all of it. */
class ReportSchemaTest {
    static Stream<Report> reports() {
        return Stream.of(
                ReportFold.of(List.of(), List.of(), NOW, ZoneOffset.UTC),
                ReportFold.of(SampleLedgers.dual(), List.of("/x: is no ledger"), NOW, ZoneOffset.UTC),
                ReportFold.of(List.of(SampleLedgers.overgrown()), List.of(), NOW, ZoneOffset.UTC),
                ReportStories.few(),
                ReportStories.many(),
                ReportStories.everyState());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void whatIsWrittenIsValidAndTheSchemaNamesAllOfIt(Report report) {
        JsonElement strict = JsonParser.parseString(ReportSchema.text());
        close(strict);
        assertThat(errors(ReportSchema.text(), JsonReport.of(report))).isEmpty();
        assertThat(errors(strict.toString(), JsonReport.of(report))).isEmpty();
    }

    @Test
    void aReportThatLacksSomethingOrSaysAnUnknownWordIsNotValid() {
        String json = JsonReport.of(ReportStories.everyState());
        assertThat(errors(ReportSchema.text(), json.replace("\"generatedAt\"", "\"generated\"")))
                .isNotEmpty();
        assertThat(errors(ReportSchema.text(), json.replace("\"never-reached\"", "\"sleeping\"")))
                .isNotEmpty();
    }

    private static List<String> errors(String schemaText, String json) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText, InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON).stream()
                .limit(5)
                .map(Object::toString)
                .toList();
    }

    /** Lets no object have a field that the schema does not name. */
    private static void close(JsonElement element) {
        if (element instanceof JsonArray array) {
            array.forEach(ReportSchemaTest::close);
        } else if (element instanceof JsonObject object) {
            if (object.has("properties")) {
                object.addProperty("additionalProperties", false);
            }
            object.asMap().values().forEach(ReportSchemaTest::close);
        }
    }
}
