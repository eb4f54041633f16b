package io.llmloadtest.ledger.foreign;

import io.llmloadtest.ledger.Outcome;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a recorded request ended, from what its client wrote down: a status, flags, and the words of an exception. */
final class ForeignOutcome {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ForeignOutcome() {
    }

    /** The outcome of one recorded request. */
    static Outcome of(RecordedRequest request) {
        if (request.flag("aborted")) {
            return new Outcome.Cancelled();
        }
        Optional<String> exception = request.text("exception").filter(words -> !words.isBlank());
        if (exception.isPresent() && !isOfTheReaderOnly(request, exception.get())) {
            return ofException(request, exception.get());
        }
        if (request.status().isEmpty()) {
            return request.wasAnswered() ? ofAnswer(request) : new Outcome.Cancelled();
        }
        int status = request.status().getAsInt();
        return status == 200 ? ofAnswer(request) : new Outcome.HttpError(status, message(request));
    }

    /**
     * Whether the whole answer came and only the client stumbled over it, as one does that looks for choices in the answer
     * of an embeddings request.
     */
    private static boolean isOfTheReaderOnly(RecordedRequest request, String exception) {
        boolean stumbled = Stream.of("KeyError", "IndexError", "TypeError", "AttributeError").anyMatch(
                exception::startsWith);
        return stumbled && !request.streamed() && request.status().orElse(0) == 200 && request.usage().isPresent();
    }

    private static Outcome ofAnswer(RecordedRequest request) {
        Optional<Outcome> told = error(request);
        if (told.isPresent()) {
            return told.get();
        }
        Optional<String> failedReason = request.finishReasons().keySet().stream()
                .filter(reason -> reason.equals("error") || reason.equals("abort")).findFirst();
        if (failedReason.isPresent()) {
            return new Outcome.StreamError(failedReason.get(), "told by a finish reason only");
        }
        boolean ended = request.done() || !request.finishReasons().isEmpty();
        boolean saysHowItEnded = request.has("done_seen") || request.has("finish_reasons");
        return request.streamed() && saysHowItEnded && !ended
                ? new Outcome.Truncated("the stream ended without finish reason and [DONE]")
                : new Outcome.Completed();
    }

    /** The error event of a stream, under any of the names it is recorded by. */
    private static Optional<Outcome> error(RecordedRequest request) {
        return Stream.of("error", "error_event", "stream_error", "error_body")
                .map(request::field).filter(node -> !node.isMissingNode() && !node.isNull())
                .filter(node -> !node.isBoolean() || node.asBoolean(false))
                .filter(node -> !(node.isString() && node.asString().isBlank()) && !(node.isContainer()
                        && node.isEmpty()))
                .findFirst()
                .map(node -> {
                    JsonNode inner = inner(node);
                    String code = inner.path("code").asString(inner.path("type").asString("error"));
                    return new Outcome.StreamError(ExceptionWords.cut(code), words(inner));
                });
    }

    /** What an error's body holds: {@code {"error": {...}}}, before vLLM 0.11 the error alone, or words; also as a text. */
    private static JsonNode inner(JsonNode body) {
        JsonNode node = body;
        if (body.isString() && body.asString().stripLeading().startsWith("{")) {
            try {
                node = JSON.readTree(body.asString());
            } catch (JacksonException _) {
                return body;
            }
        }
        return node.path("error").isObject() ? node.path("error") : node;
    }

    private static String words(JsonNode inner) {
        String text = inner.isString() ? inner.asString() : inner.path("message").asString("");
        return text.strip().startsWith("<") ? "" : ExceptionWords.cut(text.strip());
    }

    private static Outcome ofException(RecordedRequest request, String exception) {
        boolean connecting = request.status().isEmpty() && request.firstSign().isEmpty();
        return ExceptionWords.outcome(exception, connecting, stage(request));
    }

    private static String stage(RecordedRequest request) {
        if (request.status().isEmpty()) {
            return "head";
        }
        if (!request.streamed()) {
            return "body";
        }
        return request.seconds("ttft_s").isPresent() ? "next_token" : "first_token";
    }

    private static String message(RecordedRequest request) {
        return words(inner(request.field("error_body")));
    }
}
