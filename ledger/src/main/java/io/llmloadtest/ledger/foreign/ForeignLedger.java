package io.llmloadtest.ledger.foreign;

import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.model.Tick;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a client's ledger says as a whole. The file is {@code {"requests": [...]}} or a list; each request is an object with
 * {@code id, endpoint, model, status, stream, n, max_tokens, ignore_eos, stop, started_at} (ISO 8601), {@code ttft_s,
 * last_content_s, e2e_s} (seconds after the start), {@code content_chunks, usage, finish_reasons, done_seen, error_body,
 * aborted, exception}, any of which may be missing or null. It is read twice, and never held as a whole.
 *
 * @param startedAt when the first request was sent; the moment of tick zero. The epoch when no request says
 * @param timed whether every request says when it was sent
 * @param firstSend when the first request was sent
 * @param lastEnd when the last request ended
 * @param requests how many there are
 * @param mostInFlight how many were in flight at a time, at most
 * @param streamed whether any answer was streamed
 * @param completedModels the models of the requests that ended well, the commonest first
 * @param withoutEnd requests that ended well and do not say when
 */
public record ForeignLedger(Instant startedAt, boolean timed, Tick firstSend, Tick lastEnd,
        long requests, int mostInFlight,
        boolean streamed, List<String> completedModels, long withoutEnd) {

    private static final Duration LONGEST_TEST = Duration.ofDays(2);
    private static final int MOST_MODELS = 1000;

    /**
     * Reads a ledger and shows each request to {@code each}, in the order of the file. All belong to the first level.
     *
     * @throws IOException when the file cannot be read or is no ledger; the message names it and says what to do
     */
    public static ForeignLedger read(Path file, Consumer<RequestRecord> each) throws IOException {
        Starts starts = Starts.of(file);
        Reading reading = new Reading(starts.first(), each);
        new RequestStream(file).eachRequest(json -> reading.take(new RecordedRequest(json)));
        List<String> models = reading.models.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed()).map(Map.Entry::getKey).toList();
        return new ForeignLedger(starts.first(), starts.missing() == 0, Tick.ZERO, reading.lastEnd, starts.requests(),
                reading.flights.most(), reading.streamed, new ArrayList<>(models), reading.withoutEnd);
    }

    public ForeignLedger {
        completedModels = List.copyOf(completedModels);
    }

    /**
     * When requests were sent.
     *
     * @param first the earliest; the epoch when none is known
     * @param requests how many requests there are
     * @param missing how many do not say
     */
    private record Starts(Instant first, long requests, long missing) {

        static Starts of(Path file) throws IOException {
            long[] counts = new long[2];
            Instant[] ends = {Instant.MAX, Instant.MIN};
            new RequestStream(file).eachField("started_at", field -> {
                Optional<Instant> at = field.flatMap(WallTimes::read);
                counts[0]++;
                counts[1] += at.isPresent() ? 0 : 1;
                at.ifPresent(start -> {
                    ends[0] = start.isBefore(ends[0]) ? start : ends[0];
                    ends[1] = start.isAfter(ends[1]) ? start : ends[1];
                });
            });
            if (counts[0] == 0) {
                throw new IOException(file + ": holds no request; there is nothing to judge");
            }
            boolean known = counts[1] < counts[0];
            if (known && Duration.between(ends[0], ends[1]).compareTo(LONGEST_TEST) > 0) {
                throw new IOException(file + ": its requests lie more than " + LONGEST_TEST.toDays()
                        + " days apart (" + ends[0] + " to " + ends[1] + "); give the ledger of one test");
            }
            return new Starts(known ? ends[0] : Instant.EPOCH, counts[0], counts[1]);
        }
    }

    /** What is gathered while requests go by. */
    private static final class Reading {

        private final Instant base;
        private final Consumer<RequestRecord> each;
        private final Flights flights = new Flights();
        private final Map<String, Long> models = new LinkedHashMap<>();
        private Tick lastEnd = Tick.ZERO;
        private int ordinal;
        private boolean streamed;
        private long withoutEnd;

        Reading(Instant base, Consumer<RequestRecord> each) {
            this.base = base;
            this.each = each;
        }

        void take(RecordedRequest recorded) {
            RequestRecord request = recorded.toRecord(ordinal++, base);
            lastEnd = lastEnd.max(request.ended());
            streamed |= request.streamed();
            flights.add(request.sent(), request.ended());
            if (request.isCompleted()) {
                withoutEnd += recorded.endSeconds().isEmpty() ? 1 : 0;
                recorded.model().filter(name -> models.size() < MOST_MODELS || models.containsKey(name))
                        .ifPresent(name -> models.merge(name, 1L, Long::sum));
            }
            each.accept(request);
        }
    }
}
