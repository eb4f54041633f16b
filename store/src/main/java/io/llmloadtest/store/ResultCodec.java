package io.llmloadtest.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes the documents of a run folder as JSON and reads them back. Names are snake case, in the records' order. */
public final class ResultCodec {

    private static final JsonMapper MAPPER = JsonMapper.builder().propertyNamingStrategy(new PublishedNames())
            .addModule(new SimpleModule("plain numbers").addSerializer(new Doubles())
                    .addSerializer(new OptionalDoubles()))
            .enable(SerializationFeature.INDENT_OUTPUT).disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private static final ObjectWriter LINES = MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);

    private ResultCodec() {
    }

    /** The document as UTF-8 JSON with a line end: the bytes of {@code result.json} and of {@code --format json}. */
    public static byte[] encode(ResultDocument document) {
        return bytes(document);
    }

    /** The run's description as UTF-8 JSON with a line end: the bytes of {@code run.json}. */
    public static byte[] encode(RunDocument document) {
        return bytes(document);
    }

    /** A request as one line of UTF-8 JSON. Half a surrogate pair becomes a question mark. */
    public static byte[] encode(RequestView request) {
        return line(LINES.writeValueAsString(request).getBytes(StandardCharsets.UTF_8));
    }

    /** Another published document, written in the same manner. */
    public static byte[] encodeRecord(Record document) {
        return bytes(document);
    }

    /** Reads a result back; fields of a later version are passed over. */
    public static ResultDocument decodeResult(byte[] json) throws IOException {
        return decode(json, ResultDocument.class, "a result");
    }

    /** Reads a run's description back; fields of a later version are passed over. */
    public static RunDocument decodeRun(byte[] json) throws IOException {
        return decode(json, RunDocument.class, "the description of a run");
    }

    /** Reads a {@code result.json}. */
    public static ResultDocument readResult(Path file) throws IOException {
        try {
            return decodeResult(Files.readAllBytes(file));
        } catch (DamagedDocumentException e) {
            throw new DamagedDocumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Object document) {
        return line(MAPPER.writeValueAsBytes(document));
    }

    private static byte[] line(byte[] json) {
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private static <T> T decode(byte[] json, Class<T> type, String what) throws IOException {
        try {
            T document = MAPPER.readValue(json, type);
            if (document == null) {
                throw new DamagedDocumentException("this is not " + what + ": it is null");
            }
            return document;
        } catch (JacksonException e) {
            throw new DamagedDocumentException("this is not " + what + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Snake case, with the two names whose digits no rule splits right. */
    private static final class PublishedNames extends SnakeCaseStrategy {
        @Override
        public String translate(String name) {
            return switch (name) {
                case "http200Count" -> "http_200_count";
                case "p999" -> "p99_9";
                default -> super.translate(name);
            };
        }
    }

    /** Whole numbers without a fraction: a count of 1000 reads 1000, not 1000.0. */
    private static void write(double value, JsonGenerator out) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.writeNumber((long) value);
        } else {
            out.writeNumber(value);
        }
    }

    private static final class Doubles extends StdSerializer<Double> {
        Doubles() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            write(value, out);
        }
    }

    private static final class OptionalDoubles extends StdSerializer<OptionalDouble> {
        OptionalDoubles() {
            super(OptionalDouble.class);
        }

        @Override
        public void serialize(OptionalDouble value, JsonGenerator out, SerializationContext context) {
            if (value.isPresent()) {
                write(value.getAsDouble(), out);
            } else {
                out.writeNull();
            }
        }
    }
}
