package io.llmloadtest.ledger.file;

import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.LedgerSink;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.SentNote;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads the ledger files of a run folder back into books, up to the point where a crash tore them. Requests that were sent
 * and never ended count as cancelled at the last moment the ledger knows.
 */
public final class LedgerReader {

    private final LedgerSink sink;
    private final Consumer<RequestRecord> each;
    private final EventReader events = new EventReader();
    private final Map<String, SentNote> inFlight = new LinkedHashMap<>();
    private Optional<LedgerEvent.PhaseOpened> open = Optional.empty();
    private Tick latest = Tick.ZERO;
    private int lastBoundary;
    private long unreadableLines;
    private long lostTrains;
    private long unfinished;

    private LedgerReader(LedgerSink sink, Consumer<RequestRecord> each) {
        this.sink = sink;
        this.each = each;
    }

    /**
     * What a ledger held.
     *
     * @param account the books
     * @param whole whether the last phase was closed: the run was not cut off by a crash
     * @param unreadableLines lines that could not be read; a torn last line is one of them
     * @param lostTrains ended requests whose chunks could not be read
     * @param unfinished requests that were sent and never ended
     */
    public record SavedLedger(Account account, boolean whole, long unreadableLines, long lostTrains, long unfinished) {}

    /** Reads the ledger in {@code folder}. */
    public static SavedLedger read(Path folder, GoodputLimits limits) throws IOException {
        return read(folder, limits, _ -> {});
    }

    /** Reads the ledger in {@code folder} and shows each ended request to {@code each} on the way. */
    public static SavedLedger read(Path folder, GoodputLimits limits, Consumer<RequestRecord> each)
            throws IOException {
        return read(folder, new Account(limits), each);
    }

    /** Reads the ledger in {@code folder} into {@code account}, which is empty and becomes the reader's own. */
    public static SavedLedger read(Path folder, Account account) throws IOException {
        return read(folder, account, _ -> {});
    }

    private static SavedLedger read(Path folder, Account account, Consumer<RequestRecord> each) throws IOException {
        LedgerReader reader = new LedgerReader(account, each);
        boolean whole = reader.readAll(folder);
        return new SavedLedger(account, whole, reader.unreadableLines, reader.lostTrains, reader.unfinished);
    }

    /** Shows the ledger in {@code folder} to {@code sink} event by event, and keeps only the requests in flight. */
    public static void show(Path folder, LedgerSink sink) throws IOException {
        boolean _ = new LedgerReader(sink, _ -> {}).readAll(folder);
    }

    /** Whether the last phase was closed. */
    private boolean readAll(Path folder) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Files.newInputStream(folder.resolve(LedgerWriter.EVENTS)), StandardCharsets.UTF_8));
                ChunkFile chunks = ChunkFile.open(folder.resolve(LedgerWriter.CHUNKS))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<LedgerEvent> event = events.event(line);
                if (event.isPresent()) {
                    take(event.get(), chunks);
                } else {
                    unreadableLines++;
                }
            }
        }
        boolean whole = open.isEmpty();
        endWhatIsOpen();
        return whole;
    }

    private void take(LedgerEvent event, ChunkFile chunks) throws IOException {
        switch (event) {
            case LedgerEvent.Clock(var pair) -> {
                sink.add(pair);
                seen(pair.tick());
            }
            case LedgerEvent.Boundary(var note) -> {
                sink.add(note);
                lastBoundary = note.index();
                seen(note.at());
            }
            case LedgerEvent.PhaseOpened opened -> {
                open = Optional.of(opened);
                seen(opened.at());
            }
            case LedgerEvent.PhaseClosed(var note) -> {
                sink.add(note);
                open = Optional.empty();
            }
            case LedgerEvent.Sent(var note) -> {
                inFlight.put(note.id(), note);
                seen(note.intended());
            }
            case LedgerEvent.Ended ended -> {
                inFlight.remove(ended.request().id());
                seen(ended.request().ended());
                book(withChunks(ended, chunks));
            }
        }
    }

    private void book(RequestRecord request) {
        sink.add(request);
        each.accept(request);
    }

    private RequestRecord withChunks(LedgerEvent.Ended ended, ChunkFile chunks) throws IOException {
        Optional<ChunkTrain> train = chunks.train(ended.chunkOffset(), ended.chunkBytes(), ended.request().sent());
        if (train.isEmpty()) {
            lostTrains++;
        }
        return ended.request().withChunks(train.orElse(ChunkTrain.empty()));
    }

    private void endWhatIsOpen() {
        unfinished = inFlight.size();
        inFlight.values().forEach(note -> book(unfinished(note)));
        open.ifPresent(phase -> {
            Window until = new Window(phase.at(), latest.max(phase.at()));
            sink.add(new PhaseNote(phase.scope(), phase.concurrency(), phase.arrivals(), Optional.empty(),
                    phase.requests(),
                    phase.firstBoundary(),
                    Math.max(lastBoundary, phase.firstBoundary()), until, until, true, Optional.empty()));
        });
    }

    private RequestRecord unfinished(SentNote note) {
        return new RequestRecord(note.id(), note.scope(), note.ordinal(), note.endpoint(), note.streamed(),
                note.asked(), note.intended(), note.intended(), OptionalLong.empty(), Optional.empty(),
                Optional.empty(), OptionalInt.empty(), ChunkTrain.empty(), latest.max(note.intended()),
                Optional.empty(), Optional.empty(), Map.of(), false, OptionalInt.empty(), false,
                new Outcome.Cancelled());
    }

    private void seen(Tick moment) {
        latest = latest.max(moment);
    }
}
