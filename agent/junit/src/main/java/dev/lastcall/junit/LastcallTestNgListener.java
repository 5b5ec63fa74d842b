package dev.lastcall.junit;

import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestResult;

/** Fails a TestNG test that makes a forbidden call; registered by TestNG's own service file. Thread-safe. */
public final class LastcallTestNgListener implements IInvokedMethodListener {
    /** Called by TestNG. */
    public LastcallTestNgListener() {}

    @Override
    public void afterInvocation(IInvokedMethod method, ITestResult result) {
        AssertionError failure = method.isTestMethod() ? TestRun.CURRENT.failure() : null;
        if (failure != null && result.getStatus() == ITestResult.SUCCESS) {
            result.setStatus(ITestResult.FAILURE);
            result.setThrowable(failure);
        }
    }
}
