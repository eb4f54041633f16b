package io.llmloadtest.collect.traces;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Picks the spans of requests out of an OTLP message. vLLM 0.32.0 calls them {@code llm_request}; its other spans, such as
 * those of its start ({@code Load model}), are of no interest here. A missing attribute, or one of another type, is a number
 * that is not known.
 */
final class SpanReader {

    private static final String NAME = "llm_request";
    private static final int LONGEST_ID = 200;
    private static final int TRACE_BYTES = 16;
    private static final HexFormat HEX = HexFormat.of();

    private SpanReader() {
    }

    static List<KeptSpan> requests(ExportTraceServiceRequest message) {
        List<KeptSpan> found = new ArrayList<>();
        for (ResourceSpans resource : message.getResourceSpansList()) {
            for (ScopeSpans scope : resource.getScopeSpansList()) {
                for (Span span : scope.getSpansList()) {
                    if (span.getName().equals(NAME) && span.getTraceId().size() == TRACE_BYTES) {
                        found.add(request(span));
                    }
                }
            }
        }
        return found;
    }

    private static KeptSpan request(Span span) {
        Map<String, AnyValue> told = new HashMap<>();
        for (KeyValue attribute : span.getAttributesList()) {
            told.put(attribute.getKey(), attribute.getValue());
        }
        return new KeptSpan(id(told), hex(span.getTraceId()), hex(span.getParentSpanId()), span.getStartTimeUnixNano(),
                number(told, "gen_ai.usage.prompt_tokens"), number(told, "gen_ai.usage.completion_tokens"),
                number(told, "gen_ai.latency.time_to_first_token"), number(told, "gen_ai.latency.e2e"),
                number(told, "gen_ai.latency.time_in_queue"), number(told, "gen_ai.latency.time_in_model_prefill"),
                number(told, "gen_ai.latency.time_in_model_decode"), number(told, "gen_ai.request.n"));
    }

    private static String id(Map<String, AnyValue> told) {
        AnyValue value = told.getOrDefault("gen_ai.request.id", AnyValue.getDefaultInstance());
        String id = value.getStringValue();
        return id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id;
    }

    private static OptionalDouble number(Map<String, AnyValue> told, String name) {
        AnyValue value = told.getOrDefault(name, AnyValue.getDefaultInstance());
        double number = switch (value.getValueCase()) {
            case INT_VALUE -> (double) value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case STRING_VALUE, BOOL_VALUE, ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE, VALUE_NOT_SET -> Double.NaN;
            // the format may grow
            default -> Double.NaN;
        };
        return Double.isFinite(number) && number >= 0 ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    private static String hex(ByteString bytes) {
        return HEX.formatHex(bytes.toByteArray());
    }
}
