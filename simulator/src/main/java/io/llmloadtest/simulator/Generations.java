package io.llmloadtest.simulator;

import io.llmloadtest.simulator.WireForm.Head;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** The endpoints that keep the engine busy: numbers the requests, lets faults refuse them or vLLM's own checks, and starts the rest. */
final class Generations {
    /** Marks a request of the internal foreign client; it appears in no log and no metric. */
    static final String FOREIGN_HEADER = "x-simulator-foreign";
    private static final String HTML = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>\n";
    private static final List<String> TRACEBACK = List.of("Error in chat completion stream generator.",
            "Traceback (most recent call last):",
            "  File \"/opt/vllm/lib/python3.12/site-packages/vllm/entrypoints/openai/chat_completion/serving.py\", line 712, in chat_completion_stream_generator",
            "    async for res in result_generator:", "RuntimeError: simulated failure");
    private static final List<String> ASGI_TRACEBACK = List.of("Traceback (most recent call last):",
            "  File \"/opt/vllm/lib/python3.12/site-packages/uvicorn/protocols/http/httptools_impl.py\", line 422, in run_asgi",
            "    result = await app(  # type: ignore[func-returns-value]",
            "vllm.exceptions.VLLMValidationError: request refused");

    private final Generation.Services services;
    private final List<Generation.Services> lanes;
    private long turn;
    private final RequestParser parser;
    private final LongSupplier arrivals;
    private final Clock clock;
    private final SplittableRandom ids;
    private long sinceStart;

    /**
     * The endpoints of one server process.
     *
     * @param lanes one for each engine; requests take turns
     * @param arrivals gives each of our requests its ordinal, from 1, and lets what is due with it happen
     */
    Generations(List<Generation.Services> lanes, LongSupplier arrivals, Clock clock) {
        this.lanes = List.copyOf(lanes);
        services = lanes.getFirst();
        this.arrivals = arrivals;
        this.clock = clock;
        parser = new RequestParser(services.config());
        ids = new SplittableRandom(services.config().seed());
    }

    void serve(Exchange exchange, Served kind) {
        boolean foreign = exchange.header(FOREIGN_HEADER).isPresent();
        long ordinal = foreign ? 0 : arrivals.getAsLong();
        String id = kind.idPrefix() + exchange.header("x-request-id").orElseGet(this::randomId);
        if (!foreign) {
            sinceStart++;
            logTrouble(ordinal);
        }
        Strikes strikes = Strikes.on(services.config().faults(), ordinal, sinceStart);
        if (strikes.by(Fault.HTTP_ERRORS)) {
            refuse(exchange, id, foreign, new ApiError(503, "ServiceUnavailableError",
                    "The server is overloaded. Please try again later.", "", ""));
        } else if (strikes.by(Fault.HTTP_400)) {
            refuse(exchange, id, foreign, ApiError.badRequest("The request was refused."));
        } else if (strikes.by(Fault.HTML_ANSWER)) {
            services.truth().rejected(id, foreign, System.nanoTime());
            exchange.answer(200, "text/html; charset=utf-8", HTML);
        } else {
            generate(exchange, kind, id, strikes);
        }
    }

    private void generate(Exchange exchange, Served kind, String id, Strikes strikes) {
        try {
            checkContentType(exchange);
            GenerationRequest request = kind == Served.EMBEDDING
                    ? parser.parseEmbedding(exchange.body())
                    : parser.parse(exchange.body(), kind == Served.CHAT);
            int engine = (int) (turn++ % lanes.size());
            services.truth().sentTo(engine);
            new Generation(lanes.get(engine), exchange, request, strikes,
                    new Head(id, clock.instant().getEpochSecond(), request.model())).start();
        } catch (RequestParser.Refused refused) {
            ApiError error = refused.error();
            if (error.status() == 404) {
                services.log().unknownModel(error);
            }
            refuse(exchange, id, strikes.ordinal() == 0, error);
            // 0.20 let its validation errors through to uvicorn, which printed their traceback.
            if (error.status() == 400 && services.config().version().form().equals(VllmVersion.of("0.20.2"))) {
                services.log().exceptionInApplication(ASGI_TRACEBACK);
            }
        }
    }

    private static void checkContentType(Exchange exchange) throws RequestParser.Refused {
        String type = exchange.header("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!"application/json".equals(type)) {
            throw new RequestParser.Refused(
                    new ApiError(400, "Bad Request", "[{'type': 'value_error', 'loc': (), 'msg': \"Value error, "
                            + "Unsupported Media Type: Only 'application/json' is allowed\"}]", "", ""));
        }
    }

    private void refuse(Exchange exchange, String id, boolean foreign, ApiError error) {
        services.truth().rejected(id, foreign, System.nanoTime());
        exchange.json(error.status(), services.wire().error(error));
    }

    private void logTrouble(long ordinal) {
        Faults faults = services.config().faults();
        if (faults.strikes(Fault.SERVER_ERRORS, ordinal)) {
            services.log().error(TRACEBACK);
        }
        if (faults.strikes(Fault.SERVER_WARNINGS, ordinal)) {
            services.log().warning("Simulated warning: a kernel falls back to a slower implementation.");
        }
    }

    private String randomId() {
        return "%016x%016x".formatted(ids.nextLong(), ids.nextLong());
    }
}
