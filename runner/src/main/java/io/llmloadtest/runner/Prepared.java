package io.llmloadtest.runner;

import io.llmloadtest.load.plan.ConversationPlan;
import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.target.ProbeResult;
import io.llmloadtest.load.target.ServerTokenizer;
import io.llmloadtest.load.target.SideChannel;
import io.llmloadtest.load.target.TargetFacts;
import io.llmloadtest.load.target.TargetProbe;
import io.llmloadtest.load.target.TargetProblem;
import io.llmloadtest.load.workload.Readiness;
import io.llmloadtest.load.workload.PlannedWorkload;
import io.llmloadtest.load.workload.WorkloadNote;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A run that can begin: the target is known to be usable, and its prompts are made.
 *
 * @param target who answers there
 * @param plan the plan, with the model that will be asked
 * @param workload the requests
 */
record Prepared(TargetFacts target, Plan plan, PlannedWorkload workload) {

    private static final Duration QUESTION_TIME = Duration.ofSeconds(10);
    private static final Map<WorkloadNote, RunEvent.Note> TOLD = new EnumMap<>(Map.of(
            WorkloadNote.LENGTHS_ESTIMATED, RunEvent.Note.PROMPTS_ESTIMATED,
            WorkloadNote.LENGTHS_NOT_ADDITIVE, RunEvent.Note.PROMPTS_ESTIMATED,
            WorkloadNote.TOKENIZERS_DIFFER, RunEvent.Note.TOKENIZERS_DIFFER,
            WorkloadNote.LENGTHS_CLIPPED, RunEvent.Note.LENGTHS_CLIPPED,
            WorkloadNote.DATASET_REPEATS, RunEvent.Note.PROMPTS_REPEATED));

    /** Looks at the target, makes the prompts, and waits until a completion works when that was asked for. */
    static Prepared of(RunRequest request, Consumer<RunEvent> events)
            throws UnusableTargetException, IOException, InterruptedException {
        try (SideChannel channel = new SideChannel(request.base(), request.headers(), QUESTION_TIME,
                TlsContext.of(request.trust()))) {
            TargetFacts target = probe(request, channel, events);
            Plan plan = request.plan().withModel(target.model().id());
            events.accept(new RunEvent.Waiting(RunEvent.Wait.PROMPTS, QUESTION_TIME));
            PlannedWorkload workload = PlannedWorkload.prepare(foreseen(plan, request), target,
                    new ServerTokenizer(channel, target.model().id()));
            Prepared prepared = new Prepared(target, plan, workload);
            if (request.waitReady().isPresent()) {
                prepared.awaitReady(channel, request.waitReady().get(), events);
            }
            return prepared;
        }
    }

    private static Plan foreseen(Plan plan, RunRequest request) {
        return request.slo().filter(slo -> slo.search().isPresent())
                .map(slo -> plan.withLevels(List.of(Probes.of(plan, slo).together()))).orElse(plan);
    }

    private static TargetFacts probe(RunRequest request, SideChannel channel, Consumer<RunEvent> events)
            throws UnusableTargetException, InterruptedException {
        long end = System.nanoTime() + request.waitReady().map(Duration::toNanos).orElse(0L);
        while (true) {
            switch (new TargetProbe(channel).probe(request.plan().model())) {
                case ProbeResult.Usable(TargetFacts facts) -> {
                    return facts;
                }
                case ProbeResult.Unusable(TargetProblem problem) -> {
                    if (System.nanoTime() > end || !mayPass(problem)) {
                        throw new UnusableTargetException(problem);
                    }
                    events.accept(new RunEvent.Waiting(RunEvent.Wait.SERVER_READY,
                            Duration.ofNanos(end - System.nanoTime())));
                    Thread.sleep(500);
                }
            }
        }
    }

    /** Whether waiting can help: a server that is still starting refuses connections or answers nonsense. */
    private static boolean mayPass(TargetProblem problem) {
        return switch (problem) {
            case TargetProblem.Refused _,TargetProblem.BadStatus _,TargetProblem.TimedOut _,TargetProblem.Unreachable _,TargetProblem.NotFound _,TargetProblem.NoModel _,TargetProblem.NotReady _ ->
                true;
            case TargetProblem.UnknownHost _,TargetProblem.TlsToPlain _,TargetProblem.PlainToTls _,TargetProblem.UntrustedCertificate _,TargetProblem.Unauthorized _,TargetProblem.WebPage _,TargetProblem.NotOpenAi _,TargetProblem.Redirected _,TargetProblem.UnknownModel _,TargetProblem.SeveralModels _,TargetProblem.InUse _,TargetProblem.UseUnknown _ ->
                false;
        };
    }

    private void awaitReady(SideChannel channel, Duration atMost, Consumer<RunEvent> events)
            throws UnusableTargetException, InterruptedException {
        events.accept(new RunEvent.Waiting(RunEvent.Wait.SERVER_READY, atMost));
        Optional<TargetProblem> problem = new Readiness(workload, channel, plan.runId()).await(atMost);
        if (problem.isPresent()) {
            throw new UnusableTargetException(problem.get());
        }
    }

    /** The same, with the levels that were begun; as planned when none was. */
    Prepared withLevels(List<LevelPlan> begun) {
        return begun.isEmpty() ? this : new Prepared(target, plan.withLevels(begun), workload);
    }

    /** What the plan promises for all levels. */
    LevelFacts levelFacts() {
        return new LevelFacts(workload.exact(), workload.exact() ? plan.inputTokens() : OptionalInt.empty(),
                plan.extraBody().freesTheEnd() ? OptionalInt.empty() : plan.answerTokens(),
                plan.streamed(), workload.freshPrompts(), workload.sharedTokens(),
                plan.workload().conversations().flatMap(ConversationPlan::think).isEmpty(),
                target.roundTripNanos().isPresent()
                        ? Reading.of(target.roundTripNanos().getAsLong() / 1e6)
                        : Reading.absent(Why.NO_SAMPLES));
    }

    /** What the user should know about the prompts. */
    void tell(Consumer<RunEvent> events) {
        Set<WorkloadNote> notes = workload.notes();
        TOLD.forEach((note, told) -> {
            if (notes.contains(note)) {
                events.accept(new RunEvent.Noted(told, ""));
            }
        });
        workload.dropped()
                .forEach(field -> events.accept(new RunEvent.Noted(RunEvent.Note.FIELD_DROPPED, field.field())));
    }
}
