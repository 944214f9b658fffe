import { CdkMenu, CdkMenuItem, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Router } from '@angular/router';
import { ROLE_LABELS, type WorkspaceKind } from '@parley/contracts';
import { I18n } from '../i18n/i18n';
import { Session } from '../session/session';
import { Icon } from '../ui/icon';
import { ViewState } from './view-state';

/** Shows the workspace one is in, and leads to the others. */
@Component({
  selector: 'app-workspace-switch',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CdkMenuTrigger, CdkMenu, CdkMenuItem, CdkMenuItemRadio, Icon],
  template: `<button type="button" class="button current" [cdkMenuTriggerFor]="menu">
      <span class="names">
        <span class="visually-hidden">{{ t('workspace.switch') }}:</span>
        <span class="name">{{ state.workspace()?.name }}</span>
        <span class="role">{{ roleName() }}</span>
      </span>
      <app-icon name="chevron" />
    </button>
    <ng-template #menu>
      <section [attr.aria-label]="t('workspace.switch')">
        <div class="menu" cdkMenu [attr.aria-label]="t('workspace.switch')">
          @for (each of session.workspaces(); track each.workspace_id) {
            <button
              type="button"
              class="menu-item"
              cdkMenuItemRadio
              [cdkMenuItemChecked]="each.workspace_id === state.workspaceId()"
              (cdkMenuItemTriggered)="open(each.workspace_id)"
            >
              <span class="tick">
                @if (each.workspace_id === state.workspaceId()) {
                  <app-icon name="check" [size]="16" />
                }
              </span>
              <span class="name">{{ each.name }}</span>
              @if (kindName(each.kind); as kind) {
                <span class="kind">{{ kind }}</span>
              }
            </button>
          }
          @if (isOwner()) {
            <hr />
            <button type="button" class="menu-item" cdkMenuItem (cdkMenuItemTriggered)="make()">
              <span class="tick"><app-icon name="plus" [size]="16" /></span>
              {{ t('workspace.new') }}
            </button>
          }
        </div>
      </section>
    </ng-template>`,
  styles: `
    .current {
      justify-content: space-between;
      width: 100%;
      min-height: 3rem;
      text-align: start;
    }
    .names {
      display: grid;
      min-width: 0;
    }
    .name {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .role {
      color: var(--ink-soft);
      font-size: 0.75rem;
      font-weight: 400;
    }
    hr {
      margin: 0.35rem 0;
      border: 0;
      border-top: 1px solid var(--line);
    }
    .tick {
      width: 16px;
    }
    .kind {
      margin-inline-start: auto;
      padding: 0 0.4rem;
      border-radius: 4px;
      background: var(--warn-soft);
      color: var(--warn-ink);
      font-size: 0.75rem;
    }
  `,
})
export class WorkspaceSwitch {
  readonly #i18n = inject(I18n);
  readonly #router = inject(Router);
  protected readonly t = this.#i18n.t;
  protected readonly session = inject(Session);
  protected readonly state = inject(ViewState);

  /** Whoever owns a workspace may make another. */
  protected readonly isOwner = computed(() => this.session.workspaces().some(({ role }) => role === 'owner'));

  protected roleName(): string {
    const role = this.state.workspace()?.role;
    return role ? this.#i18n.text(ROLE_LABELS[role]) : '';
  }

  protected kindName(kind: WorkspaceKind): string {
    return kind === 'own' ? '' : this.t(`workspace.kind.${kind}`);
  }

  protected make(): void {
    void this.#router.navigate(['/new-workspace']);
  }

  protected open(workspaceId: string): void {
    void this.#router.navigate(['/workspace', workspaceId]);
  }
}
