package com.acme.chat;

import com.acme.UserContext;
import com.acme.chat.jobs.Job;
import com.acme.chat.jobs.Jobs;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code GET /jobs/NAME?user=ID} runs a job and says what came of it: 200 if it is done, 500 if it failed. */
final class JobServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        String name = String.valueOf(request.getPathInfo()).substring(1);
        String user = request.getParameter("user");
        Job job = Jobs.named(name);
        if (job == null || user == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.getWriter().print("{\"error\": \"GET /jobs/NAME?user=ID\", \"jobs\": " + jobNames() + "}");
            return;
        }
        try {
            String result = job.run(new UserContext(user));
            response.getWriter().print("{\"job\": " + Json.quote(name) + ", \"result\": " + Json.quote(result) + "}");
        } catch (Exception e) {
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            response.getWriter()
                    .print("{\"job\": " + Json.quote(name) + ", \"failure\": " + describe(e) + ", \"cause\": "
                            + describe(e.getCause()) + "}");
        }
    }

    private static String describe(@Nullable Throwable failure) {
        if (failure == null) {
            return "null";
        }
        return "{\"class\": " + Json.quote(failure.getClass().getName()) + ", \"message\": "
                + Json.quote(String.valueOf(failure.getMessage())) + "}";
    }

    private static String jobNames() {
        return "[" + String.join(", ", Jobs.names().stream().map(Json::quote).toList()) + "]";
    }
}
