package com.acme.chat;

import com.acme.truth.Truth;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /truth}: what the application itself has counted. */
final class TruthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Agents agents;

    TruthServlet(Agents agents) {
        this.agents = agents;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().print(Truth.asJson(agents.lost()));
    }
}
