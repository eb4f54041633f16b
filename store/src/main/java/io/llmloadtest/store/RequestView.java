package io.llmloadtest.store;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.ledger.Turn;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.ServerTimes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One request, as in a line of the export {@code requests}. {@code request.schema.json} beside this class says what each field
 * means. Times are in milliseconds, counted from the send unless they say otherwise. An empty optional is {@code null} in JSON.
 *
 * @param id the id sent as {@code X-Request-Id}
 * @param phase {@code level} or {@code warm_up}
 * @param level the level's place in the run, from 0
 * @param ordinal its place in its phase, in order of sending, from 0
 * @param model the model asked for
 * @param conversation which conversation of its phase, from 0
 * @param turn which turn of it, from 1
 * @param endpoint the route
 * @param streamed whether a stream was asked for
 * @param outcome {@code completed} or {@code failed}
 * @param httpStatus the status of the answer
 * @param errorKind the kind of failure, as in {@code result.json}
 * @param errorMessage what went wrong, in the words of server or system
 * @param sentAt wall-clock time of the send
 * @param latenessMs how long after its intended moment it was sent
 * @param connectMs opening a connection for it, before the send
 * @param headMs until the head of the answer
 * @param ttftMs time to first token
 * @param ttfoMs time to first output token, when reasoning came before it
 * @param tpotMs time per output token
 * @param e2eMs until the last byte, or until it failed
 * @param promptTokens as the answer tells
 * @param cachedTokens prompt tokens found in the server's cache, as the answer tells
 * @param outputTokens as the answer tells
 * @param tokensEstimated whether {@code outputTokens} are counted from chunks
 * @param askedPromptTokens prompt tokens that the plan fixes
 * @param askedOutputTokens output tokens of each choice that the plan fixes
 * @param choices choices that ended
 * @param chunks events of the stream
 * @param tokenChunks those of them that carried a token
 * @param finishReasons choices by finish reason
 * @param doneSeen whether the stream's {@code [DONE]} came
 * @param mayHaveRunTwice whether it was sent again after a connection died under it
 * @param clientPort the client's port
 * @param serverQueueMs waiting to be scheduled, as the answer tells
 * @param serverPrefillMs from there to the first token, as the answer tells
 * @param serverDecodeMs from there to the last token, as the answer tells
 */
public record RequestView(String id, String phase, OptionalInt level, int ordinal, String model,
        OptionalInt conversation, OptionalInt turn, String endpoint, boolean streamed, String outcome,
        OptionalInt httpStatus, Optional<String> errorKind, Optional<String> errorMessage, Instant sentAt,
        double latenessMs, OptionalDouble connectMs, OptionalDouble headMs, OptionalDouble ttftMs,
        OptionalDouble ttfoMs, OptionalDouble tpotMs, double e2eMs, OptionalInt promptTokens,
        OptionalInt cachedTokens, OptionalInt outputTokens, boolean tokensEstimated, OptionalInt askedPromptTokens,
        OptionalInt askedOutputTokens, OptionalInt choices, int chunks, int tokenChunks,
        Map<String, Integer> finishReasons, Optional<Boolean> doneSeen, boolean mayHaveRunTwice,
        OptionalInt clientPort, OptionalDouble serverQueueMs, OptionalDouble serverPrefillMs,
        OptionalDouble serverDecodeMs) {

    /**
     * The view of a request.
     *
     * @param sentAt wall-clock time of its send
     * @param model what the run asks for when the request does not say
     */
    public static RequestView of(RequestRecord request, Instant sentAt, String model) {
        Asked asked = request.asked();
        Optional<Turn> turn = asked.turn();
        Optional<TokenCounts> usage = request.usage();
        Optional<ServerTimes> server = request.serverTimes();
        boolean completed = request.isCompleted();
        return new RequestView(request.id(), phase(request.scope()), level(request.scope()), request.ordinal(),
                asked.model().orElse(model), whole(turn.map(Turn::conversation)), whole(turn.map(Turn::number)),
                request.endpoint(), request.streamed(), completed ? "completed" : "failed", request.status(),
                request.outcome().error().map(ErrorKind::key),
                completed ? Optional.empty() : Optional.of(request.outcome()).map(Outcome::words), sentAt,
                millis(request.sent().nanosSince(request.intended())), millis(request.connectNanos()),
                millis(head(request)), request.streamed() ? millis(request.ttftNanos()) : OptionalDouble.empty(),
                request.streamed() ? millis(request.ttfoNanos()) : OptionalDouble.empty(),
                completed ? millis(request.tpotNanos()) : OptionalDouble.empty(), millis(request.e2eNanos()),
                whole(usage.map(TokenCounts::prompt)),
                usage.map(TokenCounts::cached).orElse(OptionalInt.empty()),
                usage.isPresent() || completed ? OptionalInt.of(request.outputTokens()) : OptionalInt.empty(),
                completed && usage.isEmpty(), asked.inputTokens(), asked.outputTokens(),
                completed ? OptionalInt.of(request.choices()) : OptionalInt.empty(), request.chunks().size(),
                request.tokenChunks(), new TreeMap<>(request.finishReasons()),
                request.streamed() ? Optional.of(request.done()) : Optional.empty(), request.mayHaveRunTwice(),
                request.localPort(), millis(server.map(ServerTimes::queueNanos).orElse(OptionalLong.empty())),
                millis(server.map(ServerTimes::prefillNanos).orElse(OptionalLong.empty())),
                millis(server.map(ServerTimes::decodeNanos).orElse(OptionalLong.empty())));
    }

    private static String phase(Scope scope) {
        return switch (scope) {
            case Scope.Run _ -> "run";
            case Scope.WarmUp _ -> "warm_up";
            case Scope.Level _ -> "level";
        };
    }

    private static OptionalInt level(Scope scope) {
        return switch (scope) {
            case Scope.Run _ -> OptionalInt.empty();
            case Scope.WarmUp(int level) -> OptionalInt.of(level);
            case Scope.Level(int index) -> OptionalInt.of(index);
        };
    }

    private static OptionalLong head(RequestRecord request) {
        return request.head().map(head -> OptionalLong.of(head.nanosSince(request.sent())))
                .orElse(OptionalLong.empty());
    }

    private static OptionalInt whole(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static OptionalDouble millis(OptionalLong nanos) {
        return nanos.isPresent() ? OptionalDouble.of(millis(nanos.getAsLong())) : OptionalDouble.empty();
    }

    private static OptionalDouble millis(OptionalDouble nanos) {
        return nanos.isPresent() ? OptionalDouble.of(nanos.getAsDouble() / 1e6) : OptionalDouble.empty();
    }
}
