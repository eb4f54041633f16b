package io.llmloadtest.ledger.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Tells a tool's result by what is in it, whatever it is called. Reads no further than it must. */
final class ToolFiles {

    /** The fields that come first tell; an object that has so many others is something else. */
    private static final int MOST_FIELDS = 200;

    private ToolFiles() {
    }

    /** The forms of results that are known. */
    private enum Form {
        VLLM_BENCH, GUIDELLM, AIPERF_REQUESTS, AIPERF_SUMMARY, INFERENCE_PERF_REQUESTS, INFERENCE_PERF_SUMMARY, OURS
    }

    /**
     * Opens a tool's result; empty when it is none, which may be a ledger of our own form.
     *
     * @throws IOException when the file cannot be read; the message names it
     */
    static Optional<ToolFile> open(Path file) throws IOException {
        Form[] form = {Form.OURS};
        new JsonFile(file).read(parser -> form[0] = form(parser));
        return switch (form[0]) {
            case VLLM_BENCH -> Optional.of(VllmBenchFile.open(file));
            case GUIDELLM -> Optional.of(GuidellmFile.open(file));
            case AIPERF_REQUESTS -> Optional.of(AiperfFile.ofRequests(file));
            case AIPERF_SUMMARY -> Optional.of(AiperfFile.ofSummary(file));
            case INFERENCE_PERF_REQUESTS -> Optional.of(InferencePerfFile.ofRequests(file));
            case INFERENCE_PERF_SUMMARY -> Optional.of(InferencePerfFile.ofSummary(file));
            case OURS -> Optional.empty();
        };
    }

    private static Form form(JsonParser parser) {
        return switch (parser.nextToken()) {
            case START_OBJECT -> ofObject(parser);
            case START_ARRAY -> parser.nextToken() == JsonToken.START_OBJECT ? ofEntry(parser) : Form.OURS;
            case null, default -> Form.OURS;
        };
    }

    private static Form ofObject(JsonParser parser) {
        for (int i = 0; i < MOST_FIELDS && parser.nextToken() == JsonToken.PROPERTY_NAME; i++) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "requests" -> {
                    return Form.OURS;
                }
                case "benchmarks" -> {
                    return Form.GUIDELLM;
                }
                case "tokenizer_id", "endpoint_type", "request_goodput" -> {
                    return Form.VLLM_BENCH;
                }
                case "aiperf_version", "input_config", "time_to_first_token", "request_latency" -> {
                    return Form.AIPERF_SUMMARY;
                }
                case "load_summary", "successes" -> {
                    return Form.INFERENCE_PERF_SUMMARY;
                }
                case "metadata" -> {
                    if (value == JsonToken.START_OBJECT && has(parser, "request_start_ns")) {
                        return Form.AIPERF_REQUESTS;
                    }
                }
                default -> parser.skipChildren();
            }
        }
        return Form.OURS;
    }

    private static Form ofEntry(JsonParser parser) {
        return has(parser, "end_time") ? Form.INFERENCE_PERF_REQUESTS : Form.OURS;
    }

    /** Whether the object that the parser is at the beginning of has that field; all of it is read when it has not. */
    private static boolean has(JsonParser parser, String field) {
        boolean found = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            found |= field.equals(parser.currentName());
            parser.nextToken();
            parser.skipChildren();
        }
        return found;
    }
}
