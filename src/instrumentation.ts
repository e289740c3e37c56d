import type { Instrumentation } from 'next';

/** Every error of a page, action or route that nobody caught: one line with its reference. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { reportError } = await import('@/platform/report-error');
  reportError(error, { path: request.path, method: request.method, route: context.routePath });
};
