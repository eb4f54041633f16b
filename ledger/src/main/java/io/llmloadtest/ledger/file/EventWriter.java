package io.llmloadtest.ledger.file;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.SentNote;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.ServerTimes;
import io.llmloadtest.model.Window;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** An event as one line of JSON. Times are client ticks in nanoseconds; what is not known has no field. */
final class EventWriter {

    private final JsonFactory json = new JsonFactory();

    byte[] line(LedgerEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            switch (event) {
                case LedgerEvent.Clock(var pair) -> {
                    out.writeStringProperty("event", "clock");
                    out.writeNumberProperty("at", pair.tick().nanos());
                    out.writeStringProperty("wall", pair.wall().toString());
                }
                case LedgerEvent.Boundary(var note) -> {
                    out.writeStringProperty("event", "boundary");
                    out.writeNumberProperty("index", note.index());
                    out.writeNumberProperty("at", note.at().nanos());
                    out.writeStringProperty("wall", note.wall().toString());
                }
                case LedgerEvent.PhaseOpened opened -> phaseOpened(out, opened);
                case LedgerEvent.PhaseClosed(var note) -> phaseClosed(out, note);
                case LedgerEvent.Sent(var note) -> sent(out, note);
                case LedgerEvent.Ended ended -> ended(out, ended);
            }
            out.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void phaseOpened(JsonGenerator out, LedgerEvent.PhaseOpened opened) {
        out.writeStringProperty("event", "phase-open");
        out.writeStringProperty("scope", scope(opened.scope()));
        optional(out, "concurrency", opened.concurrency());
        opened.arrivals().ifPresent(process -> ArrivalFields.write(out, process));
        opened.requests().ifPresent(requests -> out.writeNumberProperty("requests", requests));
        out.writeNumberProperty("first_boundary", opened.firstBoundary());
        out.writeNumberProperty("at", opened.at().nanos());
    }

    private static void phaseClosed(JsonGenerator out, PhaseNote note) {
        out.writeStringProperty("event", "phase-close");
        out.writeStringProperty("scope", scope(note.scope()));
        optional(out, "concurrency", note.concurrency());
        note.arrivals().ifPresent(process -> ArrivalFields.write(out, process));
        note.issued().ifPresent(issued -> ArrivalFields.write(out, issued));
        note.requests().ifPresent(requests -> out.writeNumberProperty("requests", requests));
        out.writeNumberProperty("first_boundary", note.firstBoundary());
        out.writeNumberProperty("last_boundary", note.lastBoundary());
        window(out, "measured", note.measured());
        window(out, "active", note.active());
        out.writeBooleanProperty("interrupted", note.interrupted());
        note.instrumentError().ifPresent(error -> instrumentError(out, error));
    }

    private static void instrumentError(JsonGenerator out, InstrumentError error) {
        out.writeObjectPropertyStart("instrument_error");
        out.writeNumberProperty("samples", error.samples());
        out.writeNumberProperty("mean_nanos", error.meanNanos());
        out.writeNumberProperty("deviation_nanos", error.deviationNanos());
        out.writeNumberProperty("p50_nanos", error.p50Nanos());
        out.writeNumberProperty("p99_nanos", error.p99Nanos());
        out.writeNumberProperty("max_nanos", error.maxNanos());
        out.writeBooleanProperty("in_stamps", error.inStamps());
        error.strain().ifPresent(strain -> StrainFields.write(out, strain));
        out.writeEndObject();
    }

    private static void sent(JsonGenerator out, SentNote note) {
        out.writeStringProperty("event", "sent");
        identity(out, note.id(), note.scope(), note.ordinal(), note.endpoint(), note.streamed(), note.asked());
        out.writeNumberProperty("intended", note.intended().nanos());
    }

    private static void ended(JsonGenerator out, LedgerEvent.Ended ended) {
        RequestRecord request = ended.request();
        out.writeStringProperty("event", "ended");
        identity(out, request.id(), request.scope(), request.ordinal(), request.endpoint(), request.streamed(),
                request.asked());
        out.writeNumberProperty("intended", request.intended().nanos());
        out.writeNumberProperty("sent", request.sent().nanos());
        optional(out, "connect_nanos", request.connectNanos());
        request.written().ifPresent(at -> out.writeNumberProperty("written", at.nanos()));
        request.head().ifPresent(at -> out.writeNumberProperty("head", at.nanos()));
        optional(out, "status", request.status());
        out.writeNumberProperty("ended", request.ended().nanos());
        request.usage().ifPresent(usage -> usage(out, usage));
        request.serverTimes().ifPresent(times -> serverTimes(out, times));
        if (!request.finishReasons().isEmpty()) {
            out.writeObjectPropertyStart("finish_reasons");
            for (Map.Entry<String, Integer> reason : request.finishReasons().entrySet()) {
                out.writeNumberProperty(reason.getKey(), reason.getValue());
            }
            out.writeEndObject();
        }
        out.writeBooleanProperty("done", request.done());
        optional(out, "local_port", request.localPort());
        if (request.mayHaveRunTwice()) {
            out.writeBooleanProperty("may_have_run_twice", true);
        }
        out.writeNumberProperty("chunk_offset", ended.chunkOffset());
        out.writeNumberProperty("chunk_bytes", ended.chunkBytes());
        outcome(out, request.outcome());
    }

    private static void identity(JsonGenerator out, String id, Scope scope, int ordinal, String endpoint,
            boolean streamed, Asked asked) {
        out.writeStringProperty("id", id);
        out.writeStringProperty("scope", scope(scope));
        out.writeNumberProperty("ordinal", ordinal);
        out.writeStringProperty("endpoint", endpoint);
        out.writeBooleanProperty("streamed", streamed);
        optional(out, "asked_input_tokens", asked.inputTokens());
        optional(out, "asked_output_tokens", asked.outputTokens());
        if (asked.choices() != 1) {
            out.writeNumberProperty("asked_choices", asked.choices());
        }
        asked.model().ifPresent(model -> out.writeStringProperty("asked_model", model));
        asked.turn().ifPresent(turn -> {
            out.writeNumberProperty("conversation", turn.conversation());
            out.writeNumberProperty("turn", turn.number());
        });
    }

    private static void usage(JsonGenerator out, TokenCounts usage) {
        out.writeNumberProperty("prompt_tokens", usage.prompt());
        out.writeNumberProperty("completion_tokens", usage.completion());
        optional(out, "cached_tokens", usage.cached());
    }

    private static void serverTimes(JsonGenerator out, ServerTimes times) {
        optional(out, "server_queue_nanos", times.queueNanos());
        optional(out, "server_prefill_nanos", times.prefillNanos());
        optional(out, "server_decode_nanos", times.decodeNanos());
    }

    private static void outcome(JsonGenerator out, Outcome outcome) {
        switch (outcome) {
            case Outcome.Completed _ -> outcome(out, "completed", "");
            case Outcome.HttpError(int _, String message) -> outcome(out, "http_error", message);
            case Outcome.StreamError(String code, String message) -> {
                outcome(out, "stream_error", message);
                out.writeStringProperty("code", code);
            }
            case Outcome.Truncated(String how) -> outcome(out, "truncated", how);
            case Outcome.TimedOut(String stage) -> outcome(out, "timed_out", stage);
            case Outcome.Cancelled _ -> outcome(out, "cancelled", "");
            case Outcome.NotConnected(boolean tls, String reason) ->
                outcome(out, tls ? "tls_failed" : "not_connected", reason);
            case Outcome.ProtocolError(String how) -> outcome(out, "protocol_error", how);
        }
    }

    private static void outcome(JsonGenerator out, String name, String detail) {
        out.writeStringProperty("outcome", name);
        if (!detail.isEmpty()) {
            out.writeStringProperty("detail", detail);
        }
    }

    private static void window(JsonGenerator out, String name, Window window) {
        out.writeArrayPropertyStart(name);
        out.writeNumber(window.from().nanos());
        out.writeNumber(window.to().nanos());
        out.writeEndArray();
    }

    private static void optional(JsonGenerator out, String name, OptionalInt value) {
        value.ifPresent(known -> out.writeNumberProperty(name, known));
    }

    private static void optional(JsonGenerator out, String name, OptionalLong value) {
        value.ifPresent(known -> out.writeNumberProperty(name, known));
    }

    private static String scope(Scope scope) {
        return switch (scope) {
            case Scope.Run _ -> "run";
            case Scope.WarmUp(int level) -> "warm-up:" + level;
            case Scope.Level(int index) -> "level:" + index;
        };
    }
}
