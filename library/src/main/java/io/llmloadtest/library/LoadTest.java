package io.llmloadtest.library;

import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.ExtraBody;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.runner.LogRequest;
import io.llmloadtest.verdict.slo.IllegalSloException;
import io.llmloadtest.wire.ClockChoice;
import io.llmloadtest.wire.ConnectionPolicy;
import io.llmloadtest.wire.Trust;
import io.llmloadtest.wire.Urgency;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A load test of an OpenAI-compatible server. Immutable: each method returns another test, so that a common beginning may be
 * kept and shared between threads.
 *
 * <pre>{@code
 * Result result = LoadTest.against("http://127.0.0.1:8000").concurrency(8).requests(200).run();
 * if (result.verdict() == Verdict.PASSED) {
 *     result.levels().getFirst().ttft().p95();
 * }
 * }</pre>
 *
 * What is not said is as on the command line: chat completions, streamed, one at a time, 100 requests of 256 tokens in and 128
 * out, metrics from {@code /metrics} of the server, the log of the Docker container that publishes its port. Messages name
 * the options of the command line, which mean the same. A setting that is impossible shows when the test is run.
 */
public final class LoadTest {

    private final BaseUrl server;
    private final List<Consumer<Settings>> asked;

    private LoadTest(BaseUrl server, List<Consumer<Settings>> asked) {
        this.server = server;
        this.asked = asked;
    }

    /**
     * A test of the server at {@code url}, with or without {@code /v1}, such as {@code http://127.0.0.1:8000}.
     *
     * @throws IllegalSettingException when it is no address of a server
     */
    public static LoadTest against(String url) {
        try {
            return new LoadTest(BaseUrl.parse(url), List.of());
        } catch (IllegalPlanException unusable) {
            throw new IllegalSettingException(unusable);
        }
    }

    /** The same as {@link #against(String)}. */
    public static LoadTest against(URI url) {
        return against(url.toString());
    }

    // --- the server ----------------------------------------------------------------------------------------------------

    /** Asks for this model; not needed when the server has only one. */
    public LoadTest model(String name) {
        return with(settings -> settings.model = Optional.of(name));
    }

    /** Sends this key as a bearer token. The environment is not looked at. */
    public LoadTest apiKey(String key) {
        return with(settings -> settings.apiKey = Optional.of(key));
    }

    /** Sends a header with every request; may be called for several. */
    public LoadTest header(String name, String value) {
        return with(settings -> settings.headers.put(name, value));
    }

    /** Trusts the certificates in a PEM file. */
    public LoadTest caFile(Path pem) {
        return with(settings -> settings.trust = new Trust.Authority(pem));
    }

    /** Takes any TLS certificate. */
    public LoadTest insecure() {
        return with(settings -> settings.trust = new Trust.Anything());
    }

    /** Waits up to this long until the server completes a request. */
    public LoadTest waitReady(Duration atMost) {
        return with(settings -> settings.waitReady = Optional.of(atMost));
    }

    // --- how much ------------------------------------------------------------------------------------------------------

    /** Keeps so many requests in flight; one level for each number. */
    public LoadTest concurrency(int... each) {
        List<Integer> levels = Arrays.stream(each).boxed().toList();
        return with(settings -> settings.concurrency = Optional.of(levels));
    }

    /** Sends so many requests per second, whatever is in flight; one level for each number. */
    public LoadTest requestRate(double... each) {
        List<Double> levels = Arrays.stream(each).boxed().toList();
        return with(settings -> settings.rates = Optional.of(levels));
    }

    /** Lets arrivals come in bursts (below 1) or evenly (above); 1 is Poisson. With {@link #requestRate} only. */
    public LoadTest burstiness(double shape) {
        return with(settings -> settings.burstiness = Optional.of(shape));
    }

    /** Lets all arrivals be alike far apart. With {@link #requestRate} only. */
    public LoadTest constantArrivals() {
        return with(settings -> settings.constantGaps = true);
    }

    /** The most in flight. With {@link #requestRate} only. */
    public LoadTest maxConcurrency(int most) {
        return with(settings -> settings.cap = OptionalInt.of(most));
    }

    /** Requests of each level; with a duration whichever comes first. */
    public LoadTest requests(long perLevel) {
        return with(settings -> settings.plan.requests(perLevel));
    }

    /** Time of each level; with a number of requests whichever comes first. */
    public LoadTest duration(Duration perLevel) {
        return with(settings -> settings.plan.duration(perLevel));
    }

    /** Requests before each level that are not measured; 0 for none. Without it one wave. */
    public LoadTest warmUp(int requests) {
        return with(settings -> settings.plan.warmUp(requests));
    }

    /** Runs the whole sequence of levels so many times over. */
    public LoadTest repeats(int times) {
        return with(settings -> settings.plan.repeats(times));
    }

    // --- of what -------------------------------------------------------------------------------------------------------

    /** Asks for text completions instead of chat completions. */
    public LoadTest completions() {
        return with(settings -> settings.plan.endpoint(Endpoint.COMPLETIONS));
    }

    /** Asks for embeddings instead of chat completions. */
    public LoadTest embeddings() {
        return with(settings -> settings.plan.endpoint(Endpoint.EMBEDDINGS));
    }

    /** Asks for whole answers instead of streams. */
    public LoadTest wholeAnswers() {
        return with(settings -> settings.plan.streamed(false));
    }

    /** Length of the prompts, as the server counts them. */
    public LoadTest input(Lengths tokens) {
        return with(settings -> settings.input = Optional.of(tokens));
    }

    /** Length of all prompts in tokens, as the server counts them. */
    public LoadTest inputTokens(int tokens) {
        return input(Lengths.exactly(tokens));
    }

    /** Length of the answers. */
    public LoadTest output(Lengths tokens) {
        return with(settings -> settings.output = Optional.of(tokens));
    }

    /** Length of all answers in tokens. */
    public LoadTest outputTokens(int tokens) {
        return output(Lengths.exactly(tokens));
    }

    /** Sends the prompts of a file, ShareGPT's array of conversations or JSON lines, instead of made-up ones. */
    public LoadTest dataset(Path file) {
        return with(settings -> settings.dataset = Optional.of(file));
    }

    /** Adds fields to every request's body: a JSON object. */
    public LoadTest extraBody(String json) {
        return with(settings -> settings.plan.extraBody(ExtraBody.parse(json)));
    }

    /** The most one request may take, in all; without it ten minutes. */
    public LoadTest timeout(Duration perRequest) {
        return with(settings -> settings.plan.timeout(perRequest));
    }

    /** Governs the text of the prompts and when requests arrive. */
    public LoadTest seed(long seed) {
        return with(settings -> settings.seed = seed);
    }

    /** Sends the very same prompts as another run with this seed; the server's cache may be warm then. */
    public LoadTest replayPrompts() {
        return with(settings -> settings.plan.replayPrompts(true));
    }

    // --- what it is held against ---------------------------------------------------------------------------------------

    /** Objectives for every level, separated by commas, such as {@code ttft.p95<500,tpot.p95<50,goodput>0.95}. */
    public LoadTest slo(String objectives) {
        return with(settings -> settings.slo = Optional.of(objectives));
    }

    /** A request is good when its first token takes no longer. */
    public LoadTest goodTtft(Duration most) {
        return with(settings -> settings.goodTtft = Optional.of(most));
    }

    /** A request is good when each further token takes no longer in the mean. */
    public LoadTest goodTpot(Duration most) {
        return with(settings -> settings.goodTpot = Optional.of(most));
    }

    /** A request is good when it takes no longer in all. */
    public LoadTest goodE2e(Duration most) {
        return with(settings -> settings.goodE2e = Optional.of(most));
    }

    /** How far counts may differ from the server's, as a fraction; without it 0.05. */
    public LoadTest tolerance(double fraction) {
        return with(settings -> settings.tolerance(fraction));
    }

    /** Counts must be equal. */
    public LoadTest strict() {
        return with(settings -> settings.tolerances = settings.tolerances.strict());
    }

    /** Others use the server too: it must have counted at least what was sent. */
    public LoadTest shared() {
        return with(settings -> settings.tolerances = settings.tolerances.sharing());
    }

    /** Findings that are known and must not turn the verdict, by name, such as {@code ttft-gap}. */
    public LoadTest accept(String... findings) {
        List<String> names = List.of(findings);
        return with(settings -> settings.accept(names));
    }

    // --- the server's own record ---------------------------------------------------------------------------------------

    /** Measures only: neither metrics nor logs are read, and the verdict is UNVERIFIED. */
    public LoadTest withoutValidation() {
        return with(settings -> settings.validated = false);
    }

    /** The metrics pages, one for each replica; without it {@code /metrics} of the server. */
    public LoadTest metricsUrl(URI... each) {
        List<URI> pages = List.of(each);
        return with(settings -> settings.metricsUrls = pages);
    }

    /** A header for the metrics pages only; may be called for several. */
    public LoadTest metricsHeader(String name, String value) {
        return with(settings -> settings.metricsHeaders.put(name, value));
    }

    /** Reads the log of this Docker container; without it of the one that publishes the server's port. */
    public LoadTest containerName(String name) {
        return with(settings -> settings.log = new LogRequest.Docker(Optional.of(name)));
    }

    /** Reads the server's log from a file. */
    public LoadTest logFile(Path file) {
        return with(settings -> settings.log = new LogRequest.File(file));
    }

    /** Reads what a command prints as the server's log; run by {@code /bin/sh}. */
    public LoadTest logCommand(String command) {
        return with(settings -> settings.log = new LogRequest.Command(command));
    }

    /** Sends nothing unless the server's metrics show that nobody else is at work on it. */
    public LoadTest exclusive() {
        return with(settings -> settings.exclusive = true);
    }

    // --- this machine --------------------------------------------------------------------------------------------------

    /** Lets this program stamp arrivals as it reads them, even where the kernel could. */
    public LoadTest userClock() {
        return with(settings -> settings.clock = ClockChoice.USER);
    }

    /** Does without real-time priority, which root and CAP_SYS_NICE get. */
    public LoadTest normalPriority() {
        return with(settings -> settings.urgency = Optional.of(Urgency.NORMAL));
    }

    /** Opens a connection for every request instead of keeping them. */
    public LoadTest connectionPerRequest() {
        return with(settings -> settings.connections = ConnectionPolicy.perRequest());
    }

    /** Makes the run folder in this one, under a name of its own; without it in {@code runs}. */
    public LoadTest runsIn(Path folder) {
        return with(settings -> settings.runs = folder);
    }

    /** Makes this the run folder. It must not hold anything. */
    public LoadTest runFolder(Path folder) {
        return with(settings -> settings.folder = Optional.of(folder));
    }

    // --- running -------------------------------------------------------------------------------------------------------

    /**
     * Runs the test and waits for its end. The verdict never makes it fail: look at {@link Result#verdict()}.
     *
     * @throws IllegalSettingException when a setting is impossible; nothing was sent
     * @throws UnusableServerException when the server cannot be tested; there is no run folder
     * @throws RunNotRecordedException when the run folder cannot be written
     * @throws InterruptedException when the thread was interrupted: no new request is sent, those in flight get a moment, and the
     *     run folder holds what was measured
     */
    public Result run() throws InterruptedException {
        return start().await();
    }

    /**
     * Begins the test in a thread of its own.
     *
     * @throws IllegalSettingException when a setting is impossible; nothing was sent
     */
    public RunningLoadTest start() {
        try {
            Settings settings = new Settings();
            asked.forEach(each -> each.accept(settings));
            return RunningLoadTest.start(settings.request(server));
        } catch (IllegalPlanException impossible) {
            throw new IllegalSettingException(impossible);
        } catch (IllegalSloException impossible) {
            throw new IllegalSettingException("--slo: " + impossible.getMessage(), impossible);
        }
    }

    private LoadTest with(Consumer<Settings> further) {
        List<Consumer<Settings>> all = new ArrayList<>(asked);
        all.add(further);
        return new LoadTest(server, List.copyOf(all));
    }
}
