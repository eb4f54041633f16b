package io.llmloadtest.ledger.file;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.BoundaryNote;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.SentNote;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.ledger.Turn;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.ServerTimes;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** A line of the ledger file as an event; the train of an ended request is not read here. */
final class EventReader {

    private final ObjectMapper json = JsonMapper.builder().build();

    /** The event of a line; empty when the line is torn, malformed, or of a kind this version does not know. */
    Optional<LedgerEvent> event(String line) {
        try {
            JsonNode node = json.readTree(line);
            return switch (node.path("event").asString("")) {
                case "clock" -> Optional.of(new LedgerEvent.Clock(new ClockTrack.Pair(tick(node, "at"), wall(node))));
                case "boundary" -> Optional.of(new LedgerEvent.Boundary(
                        new BoundaryNote(required(node, "index").asInt(), tick(node, "at"), wall(node))));
                case "phase-open" -> Optional.of(new LedgerEvent.PhaseOpened(scope(node),
                        optionalInt(node, "concurrency"), ArrivalFields.process(node), optionalLong(node, "requests"),
                        required(node, "first_boundary").asInt(), tick(node, "at")));
                case "phase-close" -> Optional.of(new LedgerEvent.PhaseClosed(phase(node)));
                case "sent" -> Optional.of(new LedgerEvent.Sent(sent(node)));
                case "ended" -> Optional.of(ended(node));
                default -> Optional.empty();
            };
        } catch (JacksonException | IllegalArgumentException | DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static PhaseNote phase(JsonNode node) {
        return new PhaseNote(scope(node), optionalInt(node, "concurrency"), ArrivalFields.process(node),
                ArrivalFields.issued(node),
                optionalLong(node, "requests"),
                required(node, "first_boundary").asInt(), required(node, "last_boundary").asInt(),
                window(node, "measured"), window(node, "active"), node.path("interrupted").asBoolean(false),
                node.has("instrument_error")
                        ? Optional.of(instrumentError(node.path("instrument_error")))
                        : Optional.empty());
    }

    private static InstrumentError instrumentError(JsonNode node) {
        return new InstrumentError(required(node, "samples").asLong(), required(node, "mean_nanos").asDouble(),
                required(node, "deviation_nanos").asDouble(),
                required(node, "p50_nanos").asLong(), required(node, "p99_nanos").asLong(),
                required(node, "max_nanos").asLong(), node.path("in_stamps").asBoolean(true),
                StrainFields.read(node));
    }

    private static SentNote sent(JsonNode node) {
        return new SentNote(required(node, "id").asString(), scope(node), required(node, "ordinal").asInt(),
                required(node, "endpoint").asString(), required(node, "streamed").asBoolean(), asked(node),
                tick(node, "intended"));
    }

    private static LedgerEvent ended(JsonNode node) {
        Map<String, Integer> reasons = new HashMap<>();
        node.path("finish_reasons").properties()
                .forEach(reason -> reasons.put(reason.getKey(), reason.getValue().asInt()));
        RequestRecord request = new RequestRecord(required(node, "id").asString(), scope(node),
                required(node, "ordinal").asInt(), required(node, "endpoint").asString(),
                required(node, "streamed").asBoolean(), asked(node), tick(node, "intended"), tick(node, "sent"),
                optionalLong(node, "connect_nanos"), optionalTick(node, "written"), optionalTick(node, "head"),
                optionalInt(node, "status"), ChunkTrain.empty(), tick(node, "ended"), usage(node), serverTimes(node),
                reasons,
                node.path("done").asBoolean(false), optionalInt(node, "local_port"),
                node.path("may_have_run_twice").asBoolean(false), outcome(node));
        return new LedgerEvent.Ended(request, required(node, "chunk_offset").asLong(),
                required(node, "chunk_bytes").asInt());
    }

    private static Optional<TokenCounts> usage(JsonNode node) {
        return node.has("completion_tokens")
                ? Optional.of(new TokenCounts(required(node, "prompt_tokens").asInt(),
                        required(node, "completion_tokens").asInt(), optionalInt(node, "cached_tokens")))
                : Optional.empty();
    }

    private static Optional<ServerTimes> serverTimes(JsonNode node) {
        ServerTimes times = new ServerTimes(optionalLong(node, "server_queue_nanos"),
                optionalLong(node, "server_prefill_nanos"), optionalLong(node, "server_decode_nanos"));
        return times.untilLastToken().isPresent() ? Optional.of(times) : Optional.empty();
    }

    private static Outcome outcome(JsonNode node) {
        String detail = node.path("detail").asString("");
        String name = required(node, "outcome").asString();
        return switch (name) {
            case "completed" -> new Outcome.Completed();
            case "http_error" -> new Outcome.HttpError(node.path("status").asInt(0), detail);
            case "stream_error" -> new Outcome.StreamError(node.path("code").asString(""), detail);
            case "truncated" -> new Outcome.Truncated(detail);
            case "timed_out" -> new Outcome.TimedOut(detail);
            case "cancelled" -> new Outcome.Cancelled();
            case "tls_failed" -> new Outcome.NotConnected(true, detail);
            case "not_connected" -> new Outcome.NotConnected(false, detail);
            case "protocol_error" -> new Outcome.ProtocolError(detail);
            default -> throw new IllegalArgumentException("unknown outcome " + name);
        };
    }

    private static Asked asked(JsonNode node) {
        return new Asked(optionalInt(node, "asked_input_tokens"), optionalInt(node, "asked_output_tokens"),
                node.path("asked_choices").asInt(1),
                node.has("asked_model") ? Optional.of(node.path("asked_model").asString("")) : Optional.empty(),
                node.has("turn")
                        ? Optional.of(new Turn(required(node, "conversation").asInt(), node.path("turn").asInt()))
                        : Optional.empty());
    }

    private static Scope scope(JsonNode node) {
        String text = required(node, "scope").asString();
        int colon = text.indexOf(':');
        return switch (colon < 0 ? text : text.substring(0, colon)) {
            case "run" -> new Scope.Run();
            case "warm-up" -> new Scope.WarmUp(Integer.parseInt(text.substring(colon + 1)));
            case "level" -> new Scope.Level(Integer.parseInt(text.substring(colon + 1)));
            default -> throw new IllegalArgumentException("unknown scope " + text);
        };
    }

    private static Window window(JsonNode node, String name) {
        return new Window(new Tick(required(node, name).path(0).asLong()),
                new Tick(required(node, name).path(1).asLong()));
    }

    private static Instant wall(JsonNode node) {
        return Instant.parse(required(node, "wall").asString());
    }

    private static Tick tick(JsonNode node, String name) {
        return new Tick(required(node, name).asLong());
    }

    private static Optional<Tick> optionalTick(JsonNode node, String name) {
        return node.has(name) ? Optional.of(tick(node, name)) : Optional.empty();
    }

    private static OptionalInt optionalInt(JsonNode node, String name) {
        return node.has(name) ? OptionalInt.of(node.path(name).asInt()) : OptionalInt.empty();
    }

    private static OptionalLong optionalLong(JsonNode node, String name) {
        return node.has(name) ? OptionalLong.of(node.path(name).asLong()) : OptionalLong.empty();
    }

    static JsonNode required(JsonNode node, String name) {
        if (!node.has(name)) {
            throw new IllegalArgumentException("no field " + name);
        }
        return node.path(name);
    }
}
