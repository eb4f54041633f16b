package io.llmloadtest.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.ledger.arrivals.IssuedArrivals;
import io.llmloadtest.ledger.arrivals.RateProfile;
import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.BoundaryNote;
import io.llmloadtest.ledger.Turn;
import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.Requests;
import io.llmloadtest.ledger.SentNote;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.ServerTimes;
import io.llmloadtest.model.Strain;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFilesTest {

    @TempDir
    private Path folder;

    private static final InstrumentError ERROR = new InstrumentError(7, 1.5, 0.5, 2, 3, 4, false)
            .with(new Strain(9, OptionalLong.of(8), 7, 6, 5, 4, 3, 2));
    private static final Instant WALL = Instant.parse("2026-11-25T10:15:30.123456789Z");

    @Test
    void whatIsWrittenIsReadBackToTheLastNanosecond() throws IOException {
        List<RequestRecord> written = requests();
        record(written, true);

        List<RequestRecord> read = new ArrayList<>();
        LedgerReader.SavedLedger saved = LedgerReader.read(folder, GoodputLimits.NONE, read::add);

        assertThat(read).usingRecursiveComparison().isEqualTo(written);
        assertThat(saved.whole()).isTrue();
        assertThat(saved.unreadableLines()).isZero();
        assertThat(saved.lostTrains()).isZero();
        assertThat(saved.account().phases()).singleElement()
                .satisfies(phase -> assertThat(phase.instrumentError()).hasValue(ERROR));
        assertThat(saved.account().boundaries()).containsExactly(new BoundaryNote(0, Tick.ZERO, WALL));
        assertThat(saved.account().clocks().orElseThrow().pairs())
                .containsExactly(new ClockTrack.Pair(Tick.ZERO, WALL));
    }

    @Test
    void aLedgerTornAtAnyByteGivesEverythingBeforeTheTear() throws IOException {
        record(requests(), true);
        byte[] whole = Files.readAllBytes(folder.resolve(LedgerWriter.EVENTS));
        for (int length = 0; length < whole.length; length += 13) {
            byte[] torn = Arrays.copyOf(whole, length);
            Files.write(folder.resolve(LedgerWriter.EVENTS), torn);
            String text = new String(torn, StandardCharsets.UTF_8);
            long endedWhole = text.lines().filter(line -> line.contains("\"ended\"") && line.endsWith("}")).count();
            LedgerReader.SavedLedger saved = LedgerReader.read(folder, GoodputLimits.NONE);
            Account account = saved.account();
            assertThat(account.tally(Requests.LEVEL).sent() - saved.unfinished()).isEqualTo(endedWhole);
            assertThat(saved.unreadableLines()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void whatWasSentAndNeverEndedCountsAsCancelled() throws IOException {
        try (LedgerWriter writer = LedgerWriter.create(folder)) {
            writer.append(new LedgerEvent.PhaseOpened(Requests.LEVEL, OptionalInt.of(2), Optional.empty(),
                    OptionalLong.of(10), 0, Tick.ZERO));
            for (RequestRecord request : requests()) {
                writer.append(new LedgerEvent.Sent(note(request)));
            }
            writer.append(requests().getFirst());
        }
        LedgerReader.SavedLedger saved = LedgerReader.read(folder, GoodputLimits.NONE);
        assertThat(saved.whole()).isFalse();
        assertThat(saved.unfinished()).isEqualTo(3);
        assertThat(saved.account().tally(Requests.LEVEL).errors()).containsEntry(ErrorKind.CANCELLED, 3L);
        assertThat(saved.account().phase(Requests.LEVEL).orElseThrow().interrupted()).isTrue();
    }

    @Test
    void aMissingOrShortChunkFileLosesTrainsAndNothingElse() throws IOException {
        record(requests(), true);
        Files.write(folder.resolve(LedgerWriter.CHUNKS), new byte[]{3, 0});
        LedgerReader.SavedLedger saved = LedgerReader.read(folder, GoodputLimits.NONE);
        assertThat(saved.lostTrains()).isEqualTo(4);
        assertThat(saved.account().tally(Requests.LEVEL).completed()).isEqualTo(2);
        Files.delete(folder.resolve(LedgerWriter.CHUNKS));
        assertThat(LedgerReader.read(folder, GoodputLimits.NONE).lostTrains()).isEqualTo(4);
    }

    @Test
    void linesOfALaterVersionAreSkippedAndCounted() throws IOException {
        Files.writeString(folder.resolve(LedgerWriter.EVENTS), """
                {"event":"gpu","at":1}
                not json
                {"event":"boundary","index":0,"at":5,"wall":"2026-11-25T10:15:30Z"}
                {"event":"boundary","index":1,"at":5,"wall":"yesterday"}
                """);
        LedgerReader.SavedLedger saved = LedgerReader.read(folder, GoodputLimits.NONE);
        assertThat(saved.unreadableLines()).isEqualTo(3);
        assertThat(saved.account().boundaries()).hasSize(1);
    }

    @Test
    void whoOnlyLooksSeesWhatTheBooksSee() throws IOException {
        record(requests(), true);
        Account seen = new Account(GoodputLimits.NONE);
        LedgerReader.show(folder, seen);
        Account kept = LedgerReader.read(folder, GoodputLimits.NONE).account();
        assertThat(seen.tally(Requests.LEVEL).sent()).isEqualTo(4);
        assertThat(seen.phases()).isEqualTo(kept.phases());
        assertThat(seen.boundaries()).isEqualTo(kept.boundaries());
        assertThat(seen.clocks()).isEqualTo(kept.clocks());
    }

    @Test
    void theRecorderBooksWhatItWrites() throws IOException {
        try (Recorder recorder = Recorder.start(LedgerWriter.create(folder), GoodputLimits.NONE)) {
            requests().forEach(request -> {
                recorder.sent(note(request));
                recorder.ended(request);
            });
            Account account = recorder.settle();
            assertThat(account.tally(Requests.LEVEL).sent()).isEqualTo(4);
            assertThat(LedgerReader.read(folder, GoodputLimits.NONE).account().tally(Requests.LEVEL).sent())
                    .isEqualTo(4);
        }
    }

    @Test
    void arrivalsAreReadBackAsTheyWere() {
        for (ArrivalProcess process : List.of(new ArrivalProcess.AtOnce(),
                new ArrivalProcess.Drawn(2.5, new GapLaw.Constant(), -7),
                new ArrivalProcess.Drawn(50, new GapLaw.Gamma(0.5), 3),
                new ArrivalProcess.Drawn(new RateProfile.RampByCount(1, 2.5, 30), GapLaw.poisson(), 3),
                new ArrivalProcess.Drawn(new RateProfile.RampByTime(9, 2, 0.5), GapLaw.poisson(), 3),
                new ArrivalProcess.Drawn(new RateProfile.Stages(List.of(new RateProfile.Stage(0, 1.5),
                        new RateProfile.Stage(7, 60))), GapLaw.poisson(), 3),
                new ArrivalProcess.Replayed("a trace.jsonl", 0.25))) {
            LedgerEvent event = new LedgerEvent.PhaseOpened(Requests.LEVEL, OptionalInt.empty(), Optional.of(process),
                    OptionalLong.of(4), 0, Tick.ZERO);
            String line = new String(new EventWriter().line(event), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(new EventReader().event(line)).contains(event);
        }
    }

    @Test
    void whatCameDueIsReadBackAsItWas() {
        Window window = new Window(Tick.ZERO, new Tick(99));
        LedgerEvent event = new LedgerEvent.PhaseClosed(new PhaseNote(Requests.LEVEL, OptionalInt.of(3),
                Optional.of(new ArrivalProcess.AtOnce()), Optional.of(new IssuedArrivals(9, 2, 3, 1_234_567, "0af3")),
                OptionalLong.of(4), 0, 1, window, window, false, Optional.empty()));
        String line = new String(new EventWriter().line(event), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(new EventReader().event(line)).contains(event);
    }

    @Test
    void modelAndTurnAreReadBackAsTheyWereSent() {
        Asked asked = new Asked(OptionalInt.empty(), OptionalInt.of(8), 1, Optional.of("a \"b\""),
                Optional.of(new Turn(17, 3)));
        LedgerEvent event = new LedgerEvent.Sent(note(Requests.asking(requests().getFirst(), asked)));

        assertThat(new EventReader().event(new String(new EventWriter().line(event), StandardCharsets.UTF_8)))
                .contains(event);
    }

    private void record(List<RequestRecord> requests, boolean closed) throws IOException {
        try (LedgerWriter writer = LedgerWriter.create(folder)) {
            writer.append(new LedgerEvent.Clock(new ClockTrack.Pair(Tick.ZERO, WALL)));
            writer.append(new LedgerEvent.Boundary(new BoundaryNote(0, Tick.ZERO, WALL)));
            writer.append(new LedgerEvent.PhaseOpened(Requests.LEVEL, OptionalInt.of(2), Optional.empty(),
                    OptionalLong.of(4), 0, Tick.ZERO));
            for (RequestRecord request : requests) {
                writer.append(new LedgerEvent.Sent(note(request)));
                writer.append(request);
            }
            if (closed) {
                Window window = new Window(Tick.ZERO, new Tick(99));
                writer.append(new LedgerEvent.PhaseClosed(
                        new PhaseNote(Requests.LEVEL, 2, OptionalLong.of(4), 0, 1, window, window, false,
                                java.util.Optional.of(ERROR))));
            }
        }
    }

    private static SentNote note(RequestRecord request) {
        return new SentNote(request.id(), request.scope(), request.ordinal(), request.endpoint(), request.streamed(),
                request.asked(), request.intended());
    }

    private static List<RequestRecord> requests() {
        byte reasoning = ChunkTrain.REASONING | ChunkTrain.SHARED_READ;
        ChunkTrain counted = ChunkTrain.of(new long[]{7_000_001, 7_000_001, 9_123_456_789L},
                new byte[]{0, reasoning, ChunkTrain.CONTENT}, new int[]{0, 3, 90});
        return List.of(
                Requests.telling(Requests.streamed(0, 3, new long[]{9, 11, 40}, 41),
                        new ServerTimes(OptionalLong.empty(), OptionalLong.of(0), OptionalLong.of(30_000_001))),
                Requests.record(1, 4, counted, 9_200,
                        java.util.Optional.of(new io.llmloadtest.ledger.TokenCounts(5, 90,
                                java.util.OptionalInt.of(4))),
                        new Outcome.Completed()),
                Requests.failed(2, 5, 70, new Outcome.HttpError(503, "\u2028busy \"now\"\n")),
                Requests.failed(3, 6, 70, new Outcome.StreamError("500", "died")));
    }
}
